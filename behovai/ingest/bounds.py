"""How large a file may be, so that time and memory stay in check whatever is handed in."""

MAX_BYTES = 50_000_000
MAX_UNZIPPED = 200_000_000
MAX_RATIO = 200
"""A packed part of more than RATIO_FROM bytes may be at most this many times larger than it is packed."""
RATIO_FROM = 1_000_000
MAX_PARTS = 5_000
MAX_PAGES = 300
MAX_CHARACTERS = 2_000_000
MAX_BLOCKS = 100_000
