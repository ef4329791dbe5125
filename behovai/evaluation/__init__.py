"""Labels, measures, gates and reports: how good the reading is, against submissions labelled by hand."""
