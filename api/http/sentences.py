"""Words that the sentences of several features are made of."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them.

    Example:
        >>> listed(["Git", "SQL", "R"])
        'Git, SQL and R'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
