"""behovai reviews a behovsmelding: what the text shows for the five § 5 criteria, what seems to be missing, and a draft of feedback."""

__version__ = "0.1.0"
