"""Sets of small whole numbers as the bits of one integer: bit n stands for n."""

from collections.abc import Iterable

BitSet = int


def union(sets: Iterable[BitSet]) -> BitSet:
    """All the sets in one.

    Example:
        >>> bin(union([0b100, 0b110]))
        '0b110'
    """
    found = 0
    for bits in sets:
        found |= bits
    return found


def members(bits: BitSet) -> list[int]:
    """The numbers in the set, ascending.

    Example:
        >>> members(0b1101)
        [0, 2, 3]
    """
    found = []
    while bits:
        highest = bits.bit_length() - 1
        found.append(highest)
        bits ^= 1 << highest
    found.reverse()
    return found
