"""Names that people chose, where they stand in a mail to a mailbox that may not be theirs."""

import re

from api.messages.characters import name_fault

MOST_GREETED = 60
"""A longer name is a message, not a name [characters]."""
_LINK = re.compile(r"[:/@\\<>\[\]]|\w\.\w|www", re.IGNORECASE)


def greeted_name(name: str) -> str:
    """The name to greet with; empty where it could be taken for a link, a header or markup.

    Anyone can sign up with the address of someone else, and mail programs make links of
    everything that looks like one.

    Example:
        >>> greeted_name("Zoë  Ada-Marie"), greeted_name("Win at evil.example")
        ('Zoë Ada-Marie', '')
        >>> greeted_name("Ada\\r\\nBcc: eve@example.org")
        ''
    """
    if len(name) > MOST_GREETED or name_fault(name) is not None or _LINK.search(name):
        return ""
    return " ".join(name.split())
