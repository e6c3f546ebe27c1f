"""`preview ROLE`: the roadmap in the terminal, as a learner would get it from this content."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from engine import (
    EngineError,
    Hours,
    Message,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Roadmap,
    RoadmapItem,
    Role,
    RoleSlug,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
    Variant,
    explain_reason,
    plan,
)
from knowledge.cli.formats import as_errors, say
from knowledge.did_you_mean import suggest
from knowledge.gate import BrokenKnowledgeError
from knowledge.library import Library
from knowledge.messages.catalogue import messages_for_editors
from knowledge.reading.document import read_document


class PreviewOptions(Struct, frozen=True):
    """Whose roadmap to show: that of a profile file of `skill: level` lines, or of a beginner."""

    content: Path
    role: str
    variant: str | None
    profile: Path | None
    hours_per_week: float


class UnreadableProfileError(Exception):
    """A profile file that is not `skill: level` lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"not a profile: {path}")


def run_preview(options: PreviewOptions, write: Callable[[str], object]) -> int:
    """Print the roadmap; returns 1 when the content has errors, 2 when the options have."""
    try:
        library = Library.load(options.content)
    except BrokenKnowledgeError as broken:
        write(as_errors(broken.findings, options.content))
        return 1
    try:
        role = library.role(RoleSlug(options.role))
        variant = Variant(options.variant) if options.variant else next(iter(role.variants))
        query = PlanQuery.of(
            library.graph,
            role,
            variant=variant,
            profile=read_profile(library, options.profile) if options.profile else {},
            options=PlanOptions(options.hours_per_week),
        )
        roadmap = plan(replace(query, outcomes=library.outcomes), rules=library.rules)
    except (EngineError, UnreadableProfileError) as error:
        write(_explain(library, error, options.content) + "\n")
        return 2
    write("".join(f"{line}\n" for line in _lines(library, role, roadmap)))
    return 0


def _explain(library: Library, error: Exception, content: Path) -> str:
    match error:
        case UnknownRoleError():
            hint = _role_hint(library, error.role, content)
            return say("preview.unknown-role", role=error.role, hint=hint)
        case UnknownSkillError():
            near = library.suggest(error.skill)
            hint = suggest(near) if near else Message("preview.no-suggestion")
            return say("preview.unknown-skill", skill=error.skill, hint=hint)
        case UnknownVariantError():
            return say("preview.unknown-variant", variant=error.variant, variants=error.known)
        case UnknownLevelError():
            return say("preview.unknown-level", skill=error.skill, top=error.top, level=error.level)
        case UnreadableProfileError():
            return say("preview.unreadable-profile", path=str(error.path))
    return say("preview.no-plan", reason=str(error))


def _role_hint(library: Library, role: str, content: Path) -> Message:
    if (content / "roles" / f"{role}.yaml").is_file():
        return Message("preview.draft")
    near = library.suggest_role(role)
    return suggest(near) if near else Message("preview.roles", {"roles": tuple(library.roles)})


def read_profile(library: Library, path: Path) -> Profile:
    """A profile from lines like `sql: 2`, by present or former slugs, or UnreadableProfileError."""
    try:
        value = read_document(path.name, path.read_bytes()).value
        levels = msgspec.convert(value, dict[str, int])
    except (OSError, msgspec.ValidationError):
        raise UnreadableProfileError(path) from None
    return {skill: Rating(level) for skill, level in library.levels_named(levels).items()}


def _lines(library: Library, role: Role, roadmap: Roadmap) -> Iterator[str]:
    yield say(
        "preview.title",
        role=role.title,
        variant=role.name_of(roadmap.variant),
        hours=roadmap.hours_per_week,
        version=library.version,
        hash=library.hash[:12],
    )
    yield say(
        "preview.summary",
        now=roadmap.readiness_now,
        then=roadmap.readiness_then,
        n=len(roadmap.items),
        hours=_hours(roadmap.hours),
        low=roadmap.weeks.low,
        high=roadmap.weeks.high,
        typical=roadmap.weeks.typical,
    )
    yield say("preview.columns")
    for choice in roadmap.choices:
        names = tuple(library.skill(slug).title for slug in choice.chosen)
        label = choice.requirement.label or choice.requirement.key
        yield say("preview.choice", label=label, skills=names)
    items = {item.position: item for item in roadmap.items}
    for phase in roadmap.phases:
        yield ""
        yield say(
            "preview.phase",
            number=phase.number,
            name=phase.name,
            first=phase.start_week,
            last=phase.end_week,
            hours=_hours(phase.hours),
        )
        for position in phase.positions:
            yield _item_line(library, items[position])


def _item_line(library: Library, item: RoadmapItem) -> str:
    names: Mapping[int, str] = {one.level: one.name for one in library.scale}
    title = f"{library.skill(item.step.skill).title} {item.step.level}"
    reason = explain_reason(library.graph, item.reasons[0]).message if item.reasons else None
    why = messages_for_editors().format(reason) if reason else ""
    mark = "*" if item.is_ready_now else " "
    return (
        f"  {item.position:3}{mark} {title:<44} {names[item.step.level]:<13}"
        f"{item.hours.typical:5g} h  {item.readiness_after:5.1f}  {why}"
    )


def _hours(hours: Hours) -> Message:
    low, high = round(hours.low, 1), round(hours.high, 1)
    return Message("preview.hours", {"low": low, "high": high, "typical": hours.typical})
