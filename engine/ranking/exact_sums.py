"""Sums of floats in arrays, correctly rounded: the same bits as `math.fsum`, whatever the order.

A float is cut into a whole number of coarse units and a whole number of fine
ones. Whole numbers add up without error, in any order, and can be taken away
again; one last addition rounds once.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Parts = NDArray[np.float64]
"""Two rows: coarse units above, fine units below; all whole."""


class Grid(Struct, frozen=True):
    """Units of 2**-coarse and 2**-fine.

    Sums are exact while they stay below 2**(53 - coarse), have fewer than
    2**(53 - fine + coarse) terms, and no term has bits below the fine unit:
    2**(52 - fine) and more never have.

    Example:
        >>> grid = Grid(coarse=30, fine=66)
        >>> cut = grid.cut(np.array([0.1] * 10))
        >>> float(grid.join(cut.sum(axis=1))), sum([0.1] * 10)
        (1.0, 0.9999999999999999)
    """

    coarse: int
    fine: int

    def cut(self, values: Floats) -> Parts:
        """Each value as units; the parts stand before the shape of the values."""
        scaled = np.ldexp(values, self.coarse)
        whole = np.floor(scaled)
        return np.stack((whole, np.rint(np.ldexp(scaled - whole, self.fine - self.coarse))))

    def join(self, parts: Parts) -> Floats:
        """The values again, each rounded once."""
        joined: Floats = np.ldexp(parts[0], -self.coarse) + np.ldexp(parts[1], -self.fine)
        return joined


def trimmed(parts: Parts) -> Parts:
    """Without the fine units where there are none, which spares half of the adding up."""
    return parts if parts[1].any() else parts[:1]


def added_up(parts: Parts, keys: NDArray[np.intp], size: int) -> Parts:
    """The sum for each key from 0 to `size` - 1; both rows, also of what was trimmed."""
    sums = np.zeros((2, size))
    for row, units in enumerate(parts):
        sums[row] = np.bincount(keys, weights=units, minlength=size)
    return sums
