"""`preview ROLE`: the roadmap in the terminal, as a learner would get it from this content."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from engine import (
    EngineError,
    Hours,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Reason,
    Roadmap,
    RoadmapItem,
    Role,
    RoleSlug,
    SkillSlug,
    UnknownRoleError,
    UnknownSkillError,
    Variant,
    explain_reason,
    plan,
)
from knowledge.cli.formats import as_text
from knowledge.findings import BrokenKnowledgeError, Severity
from knowledge.library import Library
from knowledge.messages.catalogue import MessageCatalogue
from knowledge.places import label_of
from knowledge.reading.document import read_document


class PreviewOptions(Struct, frozen=True):
    """Whose roadmap to show: a profile file of `skill: level` lines, or nobody's."""

    content: Path
    role: str
    variant: str | None
    profile: Path | None
    hours_per_week: float


class UnreadableProfileError(Exception):
    """A profile file that is not `skill: level` lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is no profile; write one line per skill, as in sql: 2")


def run_preview(options: PreviewOptions, write: Callable[[str], object]) -> int:
    """Print the roadmap; 1 when the content has errors, 2 when the question has."""
    try:
        library = Library.load(options.content)
    except BrokenKnowledgeError as broken:
        errors = [one for one in broken.findings if one.severity is Severity.ERROR]
        write(as_text(errors, label_of(options.content)))
        return 1
    try:
        role = library.role(RoleSlug(options.role))
        variant = Variant(options.variant) if options.variant else next(iter(role.variants))
        roadmap = plan(
            PlanQuery.of(
                library.graph,
                role,
                variant=variant,
                profile=read_profile(options.profile) if options.profile else {},
                options=PlanOptions(options.hours_per_week),
            ),
            rules=library.rules,
        )
    except (EngineError, UnreadableProfileError) as error:
        write(f"{error}{_hint(library, error, options.content)}\n")
        return 2
    write("".join(f"{line}\n" for line in _lines(library, role, roadmap)))
    return 0


def _hint(library: Library, error: Exception, content: Path) -> str:
    near: tuple[str, ...] = ()
    if isinstance(error, UnknownRoleError):
        if (content / "roles" / f"{error.role}.yaml").is_file():
            return "; it is a draft: write status: active in it to see it"
        near = library.suggest_role(error.role)
        if not near:
            return f"; the roles are {', '.join(library.roles)}"
    elif isinstance(error, UnknownSkillError):
        near = library.suggest(error.skill)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def read_profile(path: Path) -> Profile:
    """A profile from lines like `sql: 2`, or UnreadableProfileError."""
    try:
        value = read_document(path.name, path.read_bytes()).value
        levels = msgspec.convert(value, dict[str, int])
    except (OSError, msgspec.ValidationError):
        raise UnreadableProfileError(path) from None
    return {SkillSlug(slug): Rating(level) for slug, level in levels.items()}


def _lines(library: Library, role: Role, roadmap: Roadmap) -> Iterator[str]:
    weeks = roadmap.weeks
    yield (
        f"{role.title}, {roadmap.variant}, at {roadmap.hours_per_week:g} hours a week "
        f"(knowledge {library.version}, {library.hash[:12]})"
    )
    yield (
        f"readiness {roadmap.readiness_now:g} now, {roadmap.readiness_then:g} then; "
        f"{len(roadmap.items)} steps, {_hours(roadmap.hours)}, "
        f"{weeks.low} to {weeks.high} weeks, typically {weeks.typical}"
    )
    yield "step, level, hours, readiness after it, and why; * can be begun right away"
    for choice in roadmap.choices:
        names = " and ".join(library.skill(slug).title for slug in choice.chosen)
        yield f"choice: {choice.requirement.label or choice.requirement.key}: {names}"
    items = {item.position: item for item in roadmap.items}
    for phase in roadmap.phases:
        yield ""
        yield (
            f"{phase.number}. {phase.name}  "
            f"(weeks {phase.start_week} to {phase.end_week}, {_hours(phase.hours)})"
        )
        for position in phase.positions:
            yield _item_line(library, items[position])


def _item_line(library: Library, item: RoadmapItem) -> str:
    names: Mapping[int, str] = {one.level: one.name for one in library.scale}
    title = f"{library.skill(item.step.skill).title} {item.step.level}"
    why = _why(library, item.reasons[0]) if item.reasons else ""
    mark = "*" if item.is_ready_now else " "
    return (
        f"  {item.position:3}{mark} {title:<44} {names[item.step.level]:<13}"
        f"{item.hours.typical:5g} h  {item.readiness_after:5.1f}  {why}"
    )


def _why(library: Library, reason: Reason) -> str:
    return _english().format(explain_reason(library.graph, reason).message)


@cache
def _english() -> MessageCatalogue:
    return MessageCatalogue.load(files("knowledge.messages"))


def _hours(hours: Hours) -> str:
    low, high = round(hours.low, 1), round(hours.high, 1)
    return f"{low:g} to {high:g} h, typically {hours.typical:g}"
