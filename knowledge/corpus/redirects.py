"""Where a former slug or id leads today. A stored id outlives its name: it is followed here."""

from collections.abc import Iterable

from knowledge.reading.located import AnyLocated, Located
from knowledge.reading.records import RedirectsRecord


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
