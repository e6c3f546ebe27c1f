"""A few skills that are renamed, merged, split and retired, each time as a library of its own."""

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace
from small_content import whole_content, write_content

from api.catalog.current import Knowledge
from knowledge import Library
from knowledge.artifact import encode_artifact
from knowledge.corpus import Corpus, read_folder
from knowledge.reading.located import Located
from knowledge.reading.records import HoursRecord, LevelRecord, SkillRecord
from knowledge.reading.redirect_records import RedirectRecord, RedirectsRecord


def _base() -> Corpus:
    with TemporaryDirectory() as folder:
        files = {
            path: text
            for path, text in whole_content().items()
            if not path.startswith(("skills/", "roles/", "projects/"))
        }
        return read_folder(write_content(Path(folder), files)).corpus


BASE = _base()


class ChangingSkill(Struct, frozen=True):
    """A skill as it is now."""

    id: str
    slug: str
    top: int
    former_slugs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"Title of {self.slug}"

    def located(self) -> Located[SkillRecord]:
        level = LevelRecord(can_do=(f"Use {self.slug}",), effort_hours=HoursRecord(1, 2, 3))
        record = SkillRecord(
            kind="skill",
            id=self.id,
            slug=self.slug,
            title=self.title,
            status="active",
            since="1.0.0",
            domain="tools",
            summary="A skill.",
            levels=dict.fromkeys(range(1, self.top + 1), level),
            former_slugs=self.former_slugs,
        )
        return Located(path=f"skills/tools/{self.slug}.yaml", record=record, positions={})


class ChangingSkills:
    """The skills of the moment, by slug, and where the others went."""

    def __init__(self, *tops: int) -> None:
        self._number = 0
        self.skills: dict[str, ChangingSkill] = {}
        self.records: list[RedirectRecord] = []
        self.published: set[str] = set()
        for top in tops:
            self.add(top)

    def add(self, top: int) -> ChangingSkill:
        """A new skill."""
        self._number += 1
        added = ChangingSkill(f"skl_{self._number:08}", f"skill-{self._number}", top)
        self._put(added)
        return added

    def rename(self, slug: str) -> ChangingSkill:
        """The same skill under a slug that never was."""
        self._number += 1
        old = self.skills.pop(slug)
        former = (*old.former_slugs, slug)
        renamed = replace(old, slug=f"renamed-{self._number}", former_slugs=former)
        self._put(renamed)
        return renamed

    def remove(self, slug: str, change: str, *to: str) -> None:
        """Merge, split or retire."""
        old = self.skills.pop(slug)
        self.records.append(
            RedirectRecord(
                of="skill",
                id=old.id,
                slug=slug,
                change=change,  # type: ignore[arg-type]
                since="1.0.0",
                to=to,
                title=old.title,
                former_slugs=old.former_slugs,
            )
        )

    def knowledge(self) -> Knowledge:
        """What is published now."""
        redirects = RedirectsRecord(kind="redirects", redirects=tuple(self.records))
        corpus = replace(
            BASE,
            skills=tuple(skill.located() for skill in self.skills.values()),
            redirects=Located(path="redirects.yaml", record=redirects, positions={}),
        )
        return Knowledge(Library(corpus, encode_artifact(corpus)))

    def _put(self, skill: ChangingSkill) -> None:
        self.skills[skill.slug] = skill
        self.published.add(skill.slug)
