"""Content that lives: small skills and roles, and every change that editors can release of them.

Skills stand in an order, and a step requires only steps of skills before its own, so that
whatever is renamed, merged, split or retired, every step stays attainable.
"""

from collections.abc import Callable, Sequence

from changing_skills import BASE
from msgspec.structs import replace
from short_records import Levels, Ref, hours_of, require

from api.catalog.current import Knowledge
from knowledge import Library
from knowledge.artifact import encode_artifact
from knowledge.reading.located import Located
from knowledge.reading.records import (
    BranchRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.redirect_records import RedirectRecord, RedirectsRecord

Follow = Callable[[str, int], Sequence[Ref]]
"""What a reference to a level of a skill becomes; nothing where it goes."""


class LivingContent:
    """The skills and roles of the moment, in their order, and where the others went."""

    def __init__(self, skills: Sequence[SkillRecord], roles: Sequence[RoleRecord]) -> None:
        self.skills = list(skills)
        self.roles = list(roles)
        self.redirects: list[RedirectRecord] = []
        self._releases = 0
        self._numbers = 1000

    def knowledge(self) -> Knowledge:
        """The next release: what is published now, under a version of its own."""
        manifest = BASE.manifest
        assert manifest is not None
        record = replace(manifest.record, version=f"1.{self._releases}.0")
        self._releases += 1
        redirects = RedirectsRecord(kind="redirects", redirects=tuple(self.redirects))
        corpus = replace(
            BASE,
            manifest=replace(manifest, record=record),
            skills=tuple(
                Located(path=f"skills/tools/{one.slug}.yaml", record=one, positions={})
                for one in self.skills
            ),
            roles=tuple(
                Located(path=f"roles/{one.slug}.yaml", record=one, positions={})
                for one in self.roles
            ),
            resources=(),
            redirects=Located(path="redirects.yaml", record=redirects, positions={}),
        )
        return Knowledge(Library(corpus, encode_artifact(corpus)))

    def skill(self, slug: str) -> SkillRecord:
        return next(one for one in self.skills if one.slug == slug)

    def role(self, slug: str) -> RoleRecord:
        return next(one for one in self.roles if one.slug == slug)

    def rename_skill(self, slug: str) -> str:
        """The same skill under a slug that never was."""
        new, old = f"{slug.partition('-')[0]}-{self._number()}", self.skill(slug)
        renamed = replace(old, slug=new, former_slugs=(*old.former_slugs, slug))
        self.skills[self.skills.index(old)] = renamed
        self._follow(lambda skill, level: [(new if skill == slug else skill, level)])
        return new

    def merge_skill(self, slug: str, into: str) -> None:
        """One skill is found in another from now on."""
        top = len(self.skill(into).levels)
        self._remove_skill(slug, "merged", into)
        self._follow(
            lambda skill, level: [(into, min(level, top))] if skill == slug else [(skill, level)]
        )

    def split_skill(self, slug: str) -> tuple[str, str]:
        """A skill becomes two, each of which has its levels and half of its hours."""
        old = self.skill(slug)
        place = self.skills.index(old)
        halves = {
            level: replace(one, effort_hours=hours_of(one.effort_hours.typical / 2))
            for level, one in old.levels.items()
        }
        parts = []
        for _ in range(2):
            number = self._number()
            new = f"{slug.partition('-')[0]}-{number}"
            part = replace(old, id=f"skl_{number:08}", slug=new, former_slugs=(), levels=halves)
            parts.append(replace(part, title=f"Title of {new}"))
        first, second = (part.slug for part in parts)
        self._remove_skill(slug, "split", first, second)
        self.skills[place:place] = parts
        self._follow(
            lambda skill, level: (
                [(first, level), (second, level)] if skill == slug else [(skill, level)]
            )
        )
        return first, second

    def retire_skill(self, slug: str) -> None:
        """A skill is taught no more."""
        self._remove_skill(slug, "retired")
        self._follow(lambda skill, level: [] if skill == slug else [(skill, level)])

    def change_hours(self, slug: str, level: int, typical: float) -> None:
        """A level takes another time."""
        old = self.skill(slug)
        changed = replace(old.levels[level], effort_hours=hours_of(typical))
        new = replace(old, levels=old.levels | {level: changed})
        self.skills[self.skills.index(old)] = new

    def rename_role(self, slug: str) -> str:
        """The same role under a slug that never was."""
        old, new = self.role(slug), f"{slug.partition('-')[0]}-{self._number()}"
        renamed = replace(old, slug=new, former_slugs=(*old.former_slugs, slug))
        self.roles[self.roles.index(old)] = renamed
        return new

    def merge_role(self, slug: str, into: str) -> None:
        """One role is found in another from now on."""
        self._remove_role(slug, "merged", into)

    def retire_role(self, slug: str) -> None:
        """A role is offered no more."""
        self._remove_role(slug, "retired")

    def retire_variant(self, slug: str, variant: str) -> None:
        """A role comes in one variant less."""
        old = self.role(slug)
        new = replace(old, variants=tuple(one for one in old.variants if one != variant))
        without = tuple(
            self._requirement(
                one, lambda skill, level: [(skill, level)], lambda name: name != variant
            )
            for one in old.requirements
        )
        new = replace(new, requirements=tuple(one for one in without if one is not None))
        self.roles[self.roles.index(old)] = new

    def change_requirement(self, slug: str, number: int, weight: int) -> None:
        """A requirement counts more or less."""
        old = self.role(slug)
        requirements = list(old.requirements)
        requirements[number] = replace(requirements[number], weight=weight)
        self.roles[self.roles.index(old)] = replace(old, requirements=tuple(requirements))

    def copy(self) -> "LivingContent":
        """The same content, to try a change on."""
        found = LivingContent(self.skills, self.roles)
        found.redirects = list(self.redirects)
        found._releases, found._numbers = self._releases, self._numbers
        return found

    def is_whole(self) -> bool:
        """Whether every variant of every role still requires something that counts."""
        if not self.roles or not all(role.variants for role in self.roles):
            return False
        return all(
            any(
                one.importance != "bonus" and variant in _variants_of(one)
                for one in role.requirements
            )
            for role in self.roles
            for variant in role.variants
        )

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _remove_skill(self, slug: str, change: str, *to: str) -> None:
        old = self.skill(slug)
        self.skills.remove(old)
        self.redirects.append(_redirect("skill", old, change, to))

    def _remove_role(self, slug: str, change: str, *to: str) -> None:
        old = self.role(slug)
        self.roles.remove(old)
        self.redirects.append(_redirect("role", old, change, to))

    def _follow(self, follow: Follow) -> None:
        """Change every reference to a skill."""
        order: list[str] = []
        skills = []
        for one in self.skills:
            levels = {
                level: replace(text, requires=_requires(text.requires, follow, order))
                for level, text in one.levels.items()
            }
            skills.append(replace(one, levels=levels))
            order.append(one.slug)
        self.skills = skills
        self.roles = [self._role(role, follow) for role in self.roles]

    def _role(self, role: RoleRecord, follow: Follow) -> RoleRecord:
        found: dict[str, RequirementRecord] = {}
        for one in role.requirements:
            parts: list[RequirementRecord | None]
            if one.skill:
                parts = [
                    self._requirement(replace(one, skill=slug), follow)
                    for slug, _ in follow(one.skill, 1)
                ]
            else:
                parts = [self._requirement(one, follow)]
            for part in parts:
                if part is not None:
                    found.setdefault(part.skill or f"choose {part.label}", part)
        return replace(role, requirements=tuple(found.values()))

    def _requirement(
        self,
        one: RequirementRecord,
        follow: Follow,
        keeps: Callable[[str], bool] = lambda _: True,
    ) -> RequirementRecord | None:
        """A requirement after a change; None where nothing of it is left."""
        tops = {skill.slug: len(skill.levels) for skill in self.skills}

        def levels(of: RequirementRecord | BranchRecord, slug: str) -> Levels:
            assert isinstance(of.level, dict)
            return {name: min(n, tops[slug]) for name, n in of.level.items() if keeps(name)}

        if one.skill:
            left = levels(one, one.skill)
            return replace(one, level=left) if left else None
        options: dict[str, BranchRecord] = {}
        for branch in one.of:
            for slug, _ in list(follow(branch.skill, 1))[:1]:
                if left := levels(branch, slug):
                    options.setdefault(slug, BranchRecord(skill=slug, level=left))
        if len(options) > 1:
            return replace(one, of=tuple(options.values()))
        for option in options.values():
            return RequirementRecord(
                weight=one.weight, importance="core", skill=option.skill, level=option.level
            )
        return None


def _variants_of(one: RequirementRecord) -> set[str]:
    parts: list[RequirementRecord | BranchRecord] = [one, *one.of]
    return {name for part in parts if isinstance(part.level, dict) for name in part.level}


def _requires(
    requires: tuple[RequireRecord, ...], follow: Follow, before: Sequence[str]
) -> tuple[RequireRecord, ...]:
    """What a level requires after a change; only skills before its own can be required."""
    found: dict[object, RequireRecord] = {}
    for one in requires:
        options: list[Ref] = []
        for skill, level in (
            [(one.skill, one.level)] if one.skill else [(o.skill, o.level) for o in one.any_of]
        ):
            followed = [ref for ref in follow(skill, level) if ref[0] in before]
            options += followed[:1] if one.any_of else followed
        options = list(dict.fromkeys(options))
        if one.any_of and len(options) > 1:
            found[tuple(options)] = require(tuple(options))
        else:
            found |= {ref: require(ref) for ref in options}
    return tuple(found.values())


def _redirect(
    of: str, old: SkillRecord | RoleRecord, change: str, to: tuple[str, ...]
) -> RedirectRecord:
    return RedirectRecord(
        of=of,  # type: ignore[arg-type]
        id=old.id,
        slug=old.slug,
        change=change,  # type: ignore[arg-type]
        since="1.0.0",
        to=to,
        title=old.title,
        former_slugs=old.former_slugs,
    )
