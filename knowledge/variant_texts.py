"""What people read about the variants of a role: titles, and whether experience is expected."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from engine import Variant
from knowledge.reading.records import RoleRecord, VariantRecord

STANDARD_TITLES: Mapping[str, str] = MappingProxyType(
    {"junior": "Junior", "mid": "Mid-level", "senior": "Senior"}
)
"""The variants that most roles have; they need no title in the content."""
LATER = frozenset(("mid", "senior"))
"""Those of the standard variants that employers give to people with experience."""


class VariantText(Struct, frozen=True):
    """The texts of a variant; `experienced` says that employers expect years in the job before."""

    title: str
    experienced: bool


def variants_of(record: RoleRecord) -> dict[Variant, VariantText]:
    """The texts of a role's variants, in the order of the content."""
    texts: dict[Variant, VariantText] = {}
    for one in record.variants:
        written = one if isinstance(one, VariantRecord) else None
        slug = one if isinstance(one, str) else one.slug
        title = title_of_variant(slug) if written is None else written.title
        is_later = bool(texts) or (written.experienced if written else slug in LATER)
        texts[Variant(slug)] = VariantText(title, is_later)
    return texts


def title_of_variant(slug: str) -> str:
    """The title that follows from a slug: the standard one, or the slug as words.

    Example:
        >>> title_of_variant("mid"), title_of_variant("team-lead")
        ('Mid-level', 'Team lead')
    """
    return STANDARD_TITLES.get(slug) or slug.replace("-", " ").capitalize()
