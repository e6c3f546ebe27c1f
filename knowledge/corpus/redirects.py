"""Where a former slug or id leads today. A stored id outlives its name: it is followed here."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from knowledge.reading.located import AnyLocated, Located
from knowledge.reading.redirect_records import RedirectsRecord

FormerChange = Literal["renamed", "merged", "split", "retired"]


class FormerSlug(Struct, frozen=True, order=True):
    """A slug that an earlier release published, what became of it, and the slugs it has now."""

    slug: str
    change: FormerChange
    to: tuple[str, ...]


def former_slugs(
    kind: str,
    filed: Iterable[AnyLocated],
    redirects: Located[RedirectsRecord] | None,
    *,
    living: Iterable[str],
) -> tuple[FormerSlug, ...]:
    """Every slug of a kind that is no longer in use, by slug.

    A renamed or merged one whose target is gone has no slug left; it counts as retired.

    Args:
        kind: `skill` or `role`.
        filed: All files of that kind.
        redirects: Where what an earlier release published has gone.
        living: The slugs in use; drafts are not among them.
    """
    now = frozenset(living)
    found: dict[str, FormerSlug] = {}
    for one in filed:
        for old in one.record.former_slugs:
            found[old] = _former(old, "renamed", (one.record.slug,), now)
    for redirect in redirects.record.redirects if redirects else ():
        if redirect.of == kind:
            change = "renamed" if redirect.change == "moved" else redirect.change
            found.setdefault(redirect.slug, _former(redirect.slug, change, redirect.to, now))
    return tuple(sorted(one for old, one in found.items() if old not in now))


def _former(
    old: str, change: FormerChange, targets: tuple[str, ...], now: frozenset[str]
) -> FormerSlug:
    to = tuple(slug for slug in targets if slug in now)
    return FormerSlug(old, change if to else "retired", to)


def current_slugs(
    kind: str, filed: Iterable[AnyLocated], redirects: Located[RedirectsRecord] | None
) -> dict[str, str]:
    """Former slug → current slug, by `former_slugs` and by redirects with a single target."""
    entries = list(filed)
    now = {one.record.slug for one in entries}
    current = {old: one.record.slug for one in entries for old in one.record.former_slugs}
    for redirect in redirects.record.redirects if redirects else ():
        if redirect.of == kind and redirect.change in ("moved", "merged") and len(redirect.to) == 1:
            current.setdefault(redirect.slug, redirect.to[0])
    return {old: new for old, new in current.items() if old not in now and new in now}


def slugs_of_former_ids(redirects: Located[RedirectsRecord] | None) -> dict[str, str]:
    """Former id → current slug of skills and roles, by redirects that moved or merged them."""
    records = redirects.record.redirects if redirects else ()
    return {
        one.id: one.to[0]
        for one in records
        if one.change in ("moved", "merged") and one.of in ("skill", "role")
    }
