"""How good is it, and how sure are we? Labels, measures, statistics, gates, reports and labelling pages; the data lie in evals/.

    labels → records → tally (sums per submission) → statistics → gates → pages

A run writes records; everything after that reads records and labels only, so a run can be scored again without running again.
"""
