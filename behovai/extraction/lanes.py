"""Many whole numbers reckoned with at once: one long Python integer holds a number in each of its lanes.

Python adds and multiplies long integers in C, so a sum over a hundred vectors takes a hundred additions and no numerical library.
Whole numbers also give the same sums on every machine, in any order.

A number stands signed in its lane: a negative one borrows from the next. So packed rows can be added, and multiplied by a number, as they
are; nobody watches over the lanes, so every number on the way must stay within ± `largest` of them.
"""

import struct
from collections.abc import Sequence
from itertools import compress
from operator import mul

LARGEST = 2**31 - 1  # in a lane of a product
_FORMATS = {16: "h", 32: "i"}


class Lanes:
    """So many lanes of 16 or 32 bits. What is `packed` is an integer, its lowest lane first."""

    def __init__(self, count: int, bits: int) -> None:
        self.count = count
        self.largest = 2 ** (bits - 1) - 1
        self.bits = bits
        self._struct = struct.Struct(f"<{count}{_FORMATS[bits]}")
        self._ones = sum(1 << bits * place for place in range(count))
        self._tops = self._ones << bits - 1  # added, no lane is negative, and its highest bit tells which were not
        self._all = (1 << bits * count) - 1

    def pack(self, numbers: Sequence[int]) -> int:
        """The numbers, each in its lane."""
        return (int.from_bytes(self._struct.pack(*numbers), "little") ^ self._tops) - self._tops

    def pack_bytes(self, row: bytes, zero: int) -> int:
        """Small numbers, given as bytes of which `zero` stands for 0."""
        spread = bytearray(self._struct.size)
        spread[:: self.bits // 8] = row
        return int.from_bytes(spread, "little") - self._ones * zero

    def numbers(self, packed: int) -> tuple[int, ...]:
        """What is in the lanes."""
        return self._struct.unpack(((packed + self._tops) ^ self._tops).to_bytes(self._struct.size, "little"))

    def kept(self, packed: int, most: int, less: int = 0) -> tuple[int, ...]:
        """The numbers, `less` of their lowest bits cut off, and those under 0 made 0, those over `most` made `most`."""
        top = self.bits - 1
        lifted = packed + self._tops
        positive = (lifted & self._tops) >> top
        found = lifted & (positive << top) - positive
        if less:
            found = found >> less & self._ones * (self.largest >> less)
        over = (found + self._ones * (self.largest - most) & self._tops) >> top
        if over:
            found = found & ~((over << top) - over) | over * most
        return self._struct.unpack(found.to_bytes(self._struct.size, "little"))

    def cut(self, packed: int, parts: Sequence["Lanes"]) -> list[int]:
        """The lanes as parts, lowest first, each still packed. The parts are as many lanes together, of as many bits."""
        lifted, found = packed + self._tops, []
        for part in parts:
            found.append((lifted & part._all) - part._tops)
            lifted >>= part.bits * part.count
        return found


class Matrix:
    """A matrix of whole numbers, packed column by column, to be multiplied by vectors of whole numbers of which many are 0."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        """All columns of one length."""
        self.lanes = Lanes(len(columns[0]), 32)
        self._packed = [self.lanes.pack(column) for column in columns]

    def times(self, vector: Sequence[int]) -> int:
        """The product with a vector, packed: others of as many lanes can be added."""
        return sum(map(mul, compress(self._packed, vector), filter(None, vector)))
