"""The labelled submissions and the suite that `make evals` runs (python -m evals)."""
