"""The keys of redirects.yaml: where what an earlier release published has gone."""

from typing import Literal

from knowledge.reading.value_types import ContentRecord, Slug, Version


class RedirectRecord(ContentRecord, frozen=True):
    """Where something from an earlier release has gone.

    `title` is its last one, for what people stored about it; `former_slugs` are those it had
    besides `slug`, which stay valid as well.
    """

    of: Literal["skill", "role", "resource", "project"]
    id: str
    slug: Slug
    change: Literal["moved", "merged", "split", "retired"]
    since: Version
    to: tuple[Slug, ...] = ()
    title: str = ""
    former_slugs: tuple[Slug, ...] = ()
    why: str = ""


class RedirectsRecord(ContentRecord, frozen=True):
    """redirects.yaml: append-only."""

    kind: Literal["redirects"]
    redirects: tuple[RedirectRecord, ...]
