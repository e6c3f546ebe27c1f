"""Sets of small whole numbers as the bits of one integer: bit n stands for n."""

BitSet = int


def members(bits: BitSet) -> list[int]:
    """The numbers in the set, ascending.

    Example:
        >>> members(0b1101)
        [0, 2, 3]
    """
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
