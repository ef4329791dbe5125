"""Submission → Evidence: the local reader and the one that asks a language model."""
