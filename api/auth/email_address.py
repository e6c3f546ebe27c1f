"""Email addresses: stored as they were typed, compared in one canonical form.

Two addresses are one mailbox when their canonical forms are equal: the local part in lower case,
the domain in the form that is looked up (IDNA 2008, `xn--…`), in lower case. Nothing else is
changed: `straße@example.org` and `strasse@example.org` are two mailboxes.
"""

import unicodedata

import idna

from api.messages.characters import described, is_hidden
from api.messages.text import Text

MOST_LOCAL = 64
"""The longest local part [characters]."""


def email_fault(text: str) -> Text | None:
    """What is wrong with an email address; blanks around it are ignored.

    Example:
        >>> email_fault(" Ada@Example.org "), email_fault("ada").say()
        (None, 'must be an email address such as ada@example.org')
    """
    address = unicodedata.normalize("NFC", text.strip())
    return _character_fault(address) or _form_fault(address)


def canonical_email(text: str) -> str:
    """The form that two spellings of one mailbox share; only for addresses without a fault.

    Example:
        >>> canonical_email("Ada@Bücher.example"), canonical_email("straße@Example.org")
        ('ada@xn--bcher-kva.example', 'straße@example.org')
    """
    local, _, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    return f"{local.lower()}@{_looked_up(domain)}"


def mailable_email(text: str) -> str:
    """The address as mail servers take it: the local part as typed, the domain as it is looked up.

    Example:
        >>> mailable_email("Ada@Bücher.example"), mailable_email("ada@a domain")
        ('Ada@xn--bcher-kva.example', 'ada@a domain')
    """
    local, _, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    try:
        return f"{local}@{_looked_up(domain)}"
    except idna.IDNAError:
        return text  # Of an account of before addresses were checked; the mail server refuses it.


def former_email(text: str) -> str:
    """What was stored instead of an address before addresses were kept as typed.

    Example:
        >>> former_email("Straße@Example.org")
        'strasse@example.org'
    """
    return unicodedata.normalize("NFC", text).casefold()


def _character_fault(address: str) -> Text | None:
    for char in address:
        if is_hidden(char):
            return Text("field.hidden", character=described(char))
        if char.isspace():
            return Text("field.email.blank")
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:
            return Text("field.email.look-alike", character=described(char), plain=plain)
    return None


def _form_fault(address: str) -> Text | None:
    local, at, domain = address.partition("@")
    if not local or not at or not domain or "@" in domain or len(local) > MOST_LOCAL:
        return Text("field.email.form")
    try:
        _looked_up(domain)
    except idna.IDNAError:
        return Text("field.email.domain", domain=domain)
    return None


def _looked_up(domain: str) -> str:
    """The domain as name servers know it.

    Raises:
        idna.IDNAError: It cannot be the name of a domain.
    """
    if domain.endswith("."):
        raise idna.IDNAError(domain)
    return idna.encode(domain, uts46=True, std3_rules=True).decode()
