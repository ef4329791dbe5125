"""Many whole numbers added at once: one long Python integer holds a number in each of its lanes.

Python adds and multiplies long integers in C, so a sum over a hundred vectors takes a hundred additions and no numerical library.
Whole numbers also give the same sums on every machine, in any order.
"""

import struct
from collections.abc import Sequence
from functools import cache

LARGEST = 2**31 - 1  # in a lane of a product
_CARRY = 256  # so many bytes can be added in a lane of 16 bits
_LANE = 32
_MIDDLE = 1 << (_LANE - 1)


def pack_bytes(row: bytes) -> int:
    """A row of unsigned bytes as one integer, a lane of 16 bits for each."""
    spread = bytearray(2 * len(row))
    spread[::2] = row
    return int.from_bytes(spread, "little")


def add_bytes(rows: Sequence[int], width: int) -> list[int]:
    """The sums of packed rows of `width` bytes, a number for each place."""
    form = f"<{width}H"
    sums = list(struct.unpack(form, sum(rows[:_CARRY]).to_bytes(2 * width, "little")))
    for start in range(_CARRY, len(rows), _CARRY):
        sums = list(map(int.__add__, sums, struct.unpack(form, sum(rows[start : start + _CARRY]).to_bytes(2 * width, "little"))))
    return sums


class Matrix:
    """A matrix of whole numbers, packed column by column, to be multiplied by vectors of whole numbers of which many are 0."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        """All columns of one length. The numbers of a product, or of what is added to it, must stay within ± `LARGEST`."""
        self.columns = columns
        self._format = struct.Struct(f"<{len(columns[0])}i")
        self._offset = _middles(len(columns[0]))
        self._packed = [_signed(self._format.pack(*column), self._offset) for column in columns]

    def packed(self, vector: Sequence[int]) -> int:
        """The product with a vector, still in its lanes: others of as many lanes can be added."""
        return sum([column * value for column, value in zip(self._packed, vector, strict=True) if value])

    def numbers(self, packed: int) -> tuple[int, ...]:
        """What is in the lanes."""
        return self._format.unpack(self._bytes(packed))

    def times(self, vector: Sequence[int]) -> tuple[int, ...]:
        """The product with a vector."""
        return self.numbers(self.packed(vector))

    def cut(self, packed: int, count: int) -> list[int]:
        """A product cut into `count` of equal height, each still in its lanes."""
        lanes, size = self._bytes(packed), self._format.size // count
        offset = _middles(size * 8 // _LANE)
        return [_signed(lanes[start : start + size], offset) for start in range(0, count * size, size)]

    def _bytes(self, packed: int) -> bytes:
        return ((packed + self._offset) ^ self._offset).to_bytes(self._format.size, "little")


def _signed(lanes: bytes, offset: int) -> int:
    """The sum of the lanes, each worth its signed number: a negative one borrows from the next."""
    return (int.from_bytes(lanes, "little") ^ offset) - offset


@cache
def _middles(height: int) -> int:
    """The middle of every lane: added, no lane is negative; with these same bits flipped, a lane holds its number in two's complement."""
    return sum(_MIDDLE << _LANE * place for place in range(height))
