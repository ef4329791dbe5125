"""Many whole numbers added at once: one long Python integer holds a number in each of its lanes.

Python adds and multiplies long integers in C, so a sum over a hundred vectors takes a hundred additions and no numerical library.
Whole numbers also give the same sums on every machine, in any order.
"""

import struct
from collections.abc import Sequence

_CARRY = 256  # so many bytes can be added in a lane of 16 bits
_LANE = 64
_MIDDLE = 1 << (_LANE - 1)


def pack_bytes(row: bytes) -> tuple[int, int]:
    """A row of unsigned bytes as two integers, its even and its odd places, in lanes of 16 bits."""
    whole = int.from_bytes(row, "little")
    mask = int.from_bytes(b"\xff\x00" * ((len(row) + 1) // 2), "little")
    return whole & mask, whole >> 8 & mask


def add_bytes(rows: Sequence[tuple[int, int]], width: int) -> list[int]:
    """The sums of packed rows of `width` bytes, a number for each place."""
    half = (width + 1) // 2
    sums = [0] * (2 * half)
    for start in range(0, len(rows), _CARRY):
        some = rows[start : start + _CARRY]
        even, odd = sum(row[0] for row in some), sum(row[1] for row in some)
        sums[::2] = map(int.__add__, sums[::2], struct.unpack(f"<{half}H", even.to_bytes(2 * half, "little")))
        sums[1::2] = map(int.__add__, sums[1::2], struct.unpack(f"<{half}H", odd.to_bytes(2 * half, "little")))
    return sums[:width]


class Matrix:
    """A matrix of whole numbers, packed column by column, to be multiplied by vectors of whole numbers that are mostly 0."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        """All columns of one length. The numbers of a product must stay within ± 2⁶³."""
        self.columns = columns
        height = len(columns[0])
        self._format = struct.Struct(f"<{height}Q")
        self._offset = sum(_MIDDLE << _LANE * place for place in range(height))
        self._packed = [self._raised(column) - self._offset for column in columns]

    def _raised(self, column: Sequence[int]) -> int:
        return int.from_bytes(self._format.pack(*[value + _MIDDLE for value in column]), "little")

    def times(self, vector: Sequence[int]) -> list[int]:
        """The product with a vector."""
        product = sum([column * value for column, value in zip(self._packed, vector, strict=True) if value], self._offset)
        return [lane - _MIDDLE for lane in self._format.unpack(product.to_bytes(self._format.size, "little"))]
