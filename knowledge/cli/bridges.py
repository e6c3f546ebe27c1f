"""`bridges`: what common changes of career take, written into a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import fill

import msgspec
from msgspec import Struct

from engine import (
    EngineError,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Roadmap,
    RoadmapItem,
    Role,
    RoleSlug,
    SkillSlug,
    Variant,
    explain_reason,
    holding_role,
    plan,
)
from knowledge.cli.counts import END, put_between
from knowledge.cli.formats import as_errors, say
from knowledge.gate import BrokenKnowledgeError
from knowledge.library import Library
from knowledge.messages.catalogue import messages_for_editors
from knowledge.reading.document import read_document

FIRST_STEPS = 5
WIDTH = 130
BEGIN = "<!-- begin: python -m knowledge bridges -->"


class Bridge(Struct, frozen=True, forbid_unknown_fields=True):
    """A change of career: from a role, or from the ratings of a profile, to a role.

    `why` says for people of the field why the plan is right.
    """

    title: str
    target: str
    target_variant: str
    why: str
    role: str = ""
    variant: str = ""
    profile: dict[str, int] = {}


class BridgesOptions(Struct, frozen=True):
    """The content, the file that lists the changes, and the page whose marked part is replaced."""

    content: Path
    listed: Path
    into: Path


def run_bridges(options: BridgesOptions, write: Callable[[str], object]) -> int:
    """Rewrite the page; 1 when the content has errors, 2 when the list or page cannot be used."""
    try:
        library = Library.load(options.content)
        text = as_page(library, read_bridges(options.listed))
        page = options.into.read_text(encoding="utf-8")
    except BrokenKnowledgeError as broken:
        write(as_errors(broken.findings, options.content))
        return 1
    except (OSError, EngineError, msgspec.ValidationError) as error:
        write(say("bridges.unreadable", path=str(options.listed), reason=str(error)) + "\n")
        return 2
    if BEGIN not in page or END not in page:
        write(say("counts.no-marks", path=str(options.into), begin=BEGIN, end=END) + "\n")
        return 2
    page = put_between(page, text, begin=BEGIN)
    options.into.write_text(page, encoding="utf-8", newline="\n")
    write(say("counts.written", path=str(options.into)) + "\n")
    return 0


def read_bridges(path: Path) -> tuple[Bridge, ...]:
    """The listed changes; OSError or msgspec.ValidationError when they cannot be read."""
    value = read_document(path.name, path.read_bytes()).value
    return msgspec.convert(value, dict[str, tuple[Bridge, ...]])["bridges"]


def as_page(library: Library, bridges: tuple[Bridge, ...]) -> str:
    """A section for each change: figures, first steps and why.

    Raises:
        EngineError: A role, variant, skill or level that does not exist.
    """
    return "\n".join("\n".join(_section(library, bridge)) + "\n" for bridge in bridges)


def plan_of(library: Library, bridge: Bridge) -> Roadmap:
    """The plan for somebody who makes this change; raises EngineError as `as_page` does."""
    query = PlanQuery.of(
        library.graph,
        library.role(RoleSlug(bridge.target)),
        variant=Variant(bridge.target_variant),
        profile=_profile(library, bridge),
        options=PlanOptions(hours_per_week=10.0),
    )
    return plan(query, rules=library.rules)


def _profile(library: Library, bridge: Bridge) -> Profile:
    rated = {SkillSlug(slug): Rating(level) for slug, level in bridge.profile.items()}
    if not bridge.role:
        return rated
    role = library.role(RoleSlug(bridge.role))
    return holding_role(library.graph, rated, role, Variant(bridge.variant))


def _section(library: Library, bridge: Bridge) -> Iterator[str]:
    roadmap = plan_of(library, bridge)
    target = library.role(RoleSlug(bridge.target))
    yield f"## {bridge.title}"
    yield fill(_origin(library, bridge, target), WIDTH)
    hours = roadmap.hours
    yield fill(
        say(
            "bridges.facts",
            now=roadmap.readiness_now,
            steps=len(roadmap.items),
            low=round(hours.low),
            high=round(hours.high),
            typical=round(hours.typical),
        ),
        WIDTH,
    )
    yield ""
    yield say("bridges.columns")
    yield "| --: | --- | --: | --: | --- |"
    yield from (_row(library, item) for item in roadmap.items[:FIRST_STEPS])
    yield ""
    yield fill(bridge.why.strip(), WIDTH)


def _origin(library: Library, bridge: Bridge, target: Role) -> str:
    target_variant = target.name_of(Variant(bridge.target_variant))
    if bridge.role:
        role = library.role(RoleSlug(bridge.role))
        return say(
            "bridges.from-role",
            role=role.title,
            variant=role.name_of(Variant(bridge.variant)),
            target=target.title,
            target_variant=target_variant,
        )
    skills = tuple(
        f"{library.skill(SkillSlug(slug)).title} {level}" for slug, level in bridge.profile.items()
    )
    return say(
        "bridges.from-profile", skills=skills, target=target.title, target_variant=target_variant
    )


def _row(library: Library, item: RoadmapItem) -> str:
    title = f"{library.skill(item.step.skill).title} {item.step.level}"
    reasons = [explain_reason(library.graph, reason).message for reason in item.reasons[:1]]
    why = " ".join(messages_for_editors().format(one) for one in reasons)
    hours, reached = f"{item.hours.typical:g}", f"{item.readiness_after:.1f}"
    return f"| {item.position} | {title} | {hours} | {reached} | {why} |"
