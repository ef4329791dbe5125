"""Dated data: municipalities (språkvedtak, Sámi language area), legal references."""
