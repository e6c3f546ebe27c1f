"""Where everything that was ever published is today: the one place that follows redirects.

A stored id outlives its name, and a slug lives on in bookmarks and scripts. Both are followed
here: renamed leads to the same, merged to the target, split to all parts, retired to nothing
but its last title.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from knowledge.reading.located import AnyLocated, Located
from knowledge.reading.redirect_records import RedirectRecord, RedirectsRecord

FormerChange = Literal["renamed", "merged", "split", "retired"]


class Destination(Struct, frozen=True):
    """What an id or slug that was once published is today.

    Attributes:
        slugs: The present slugs: one, several after a split, none where it was retired.
        slug: Its last slug of its own.
        title: Its last title; empty where no release and no redirect says it.
        is_split: Whether it was split on the way, so that a person has to confirm the parts.
    """

    slugs: tuple[str, ...]
    slug: str
    title: str = ""
    is_split: bool = False

    @property
    def only(self) -> str | None:
        """The one present slug that it surely means, or None."""
        return self.slugs[0] if len(self.slugs) == 1 and not self.is_split else None


class FormerSlug(Struct, frozen=True, order=True):
    """A slug that an earlier release published, what became of it, and the slugs it has now."""

    slug: str
    change: FormerChange
    to: tuple[str, ...]


class PresentItem(Struct, frozen=True):
    """A skill, role, resource or project of today, with the slugs it had before."""

    id: str
    slug: str
    title: str
    former_slugs: tuple[str, ...] = ()


class Redirects:
    """The destinations of every id and every slug of one kind.

    Example:
        >>> gone = RedirectRecord(
        ...     of="skill", id="skl_2", slug="svn", change="merged", since="1.1.0", to=("git",)
        ... )
        >>> redirects = Redirects([PresentItem("skl_1", "git", "Git")], [gone])
        >>> redirects.of_id("skl_2").only, redirects.of_slug("svn").only, redirects.of_id("skl_3")
        ('git', 'git', None)
    """

    def __init__(self, present: Iterable[PresentItem], gone: Iterable[RedirectRecord]) -> None:
        """Follow all redirects once.

        Args:
            present: What there is.
            gone: The redirects of this kind; one whose id or slug is present is ignored.
        """
        items = sorted(present, key=lambda item: item.slug)
        ids = {item.id for item in items}
        records = [record for record in gone if record.id not in ids]
        self._present = {
            item.slug: Destination((item.slug,), item.slug, item.title) for item in items
        }
        self._renamed = {old: item.slug for item in items for old in item.former_slugs}
        self._gone: dict[str, RedirectRecord] = {}
        for record in records:
            for slug in (record.slug, *record.former_slugs):
                self._gone.setdefault(slug, record)
        by_record = {record.id: self._follow(record) for record in records}
        self._by_id = by_record | {item.id: self._present[item.slug] for item in items}
        self._by_slug = {slug: by_record[record.id] for slug, record in self._gone.items()}
        self._by_slug |= {old: self._present[slug] for old, slug in self._renamed.items()}
        self._by_slug |= self._present
        self._former_ids: dict[str, tuple[str, ...]] = {}
        for gone_id, destination in by_record.items():
            for slug in destination.slugs:
                self._former_ids[slug] = (*self._former_ids.get(slug, ()), gone_id)

    def of_id(self, content_id: str) -> Destination | None:
        """Where a stored id leads today; None for one that nothing is known of."""
        return self._by_id.get(content_id)

    def of_slug(self, slug: str) -> Destination | None:
        """Where a slug leads today, whether present or former; None for one that never was."""
        return self._by_slug.get(slug)

    def former_ids(self, slug: str) -> tuple[str, ...]:
        """The ids of what was moved, merged or split into what has this slug today."""
        return self._former_ids.get(slug, ())

    @property
    def renamed(self) -> Mapping[str, str]:
        """Former slug → the one present slug that it surely means."""
        return {
            old: there.only
            for old, there in self._by_slug.items()
            if there.only is not None and there.only != old
        }

    @property
    def former(self) -> tuple[FormerSlug, ...]:
        """Every slug that is no longer in use, by slug.

        A renamed or merged one whose target is gone has no slug left; it counts as retired.
        """
        return tuple(
            FormerSlug(slug, self._change(slug, there), there.slugs)
            for slug, there in sorted(self._by_slug.items(), key=lambda item: item[0])
            if slug not in self._present
        )

    def _change(self, slug: str, there: Destination) -> FormerChange:
        if not there.slugs:
            return "retired"
        if there.is_split:
            return "split"
        is_renamed = slug in self._renamed or self._gone[slug].change == "moved"
        return "renamed" if is_renamed else "merged"

    def _follow(self, record: RedirectRecord) -> Destination:
        """Go on until everything found is present; what leads in a cycle leads nowhere."""
        found: dict[str, None] = {}
        followed = [record]
        for one in followed:  # It grows while it is gone through.
            for target in one.to:
                slug = self._renamed.get(target, target)
                if slug in self._present:
                    found[slug] = None
                elif slug in self._gone and self._gone[slug] not in followed:
                    followed.append(self._gone[slug])
        is_split = any(one.change == "split" for one in followed)
        return Destination(tuple(found), record.slug, record.title, is_split and bool(found))


def redirects_of(
    kind: str, filed: Iterable[AnyLocated], redirects: Located[RedirectsRecord] | None
) -> Redirects:
    """The redirects of one kind of content."""
    records = redirects.record.redirects if redirects else ()
    return Redirects(
        (
            PresentItem(one.record.id, one.record.slug, one.record.title, one.record.former_slugs)
            for one in filed
        ),
        (record for record in records if record.of == kind),
    )
