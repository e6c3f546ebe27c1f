"""What `new` writes: a commented file to fill in, with an id of its own."""

from knowledge.reading.layout import schema_line

SKILL = """{schema}
kind: skill
id: {id}
slug: {slug}
title: {title}
aliases: []                     # words people search for or write in a CV
status: draft                   # draft | active | deprecated; drafts are not published
since: "{version}"
domain: {domain}
summary: TODO what it is for, in one sentence.
levels:
  1:
    can_do:                     # 1 to 5 observable things, each starting with a verb
      - Do the first thing that {title} is for
    effort_hours: {{low: 5, typical: 10, high: 20}}     # from nothing to here, practice included
    requires: []                # - {{skill: git, level: 1, why: what one needs from it}}
    resources: []               # slugs of files in resources/
  2:
    can_do:
      - Do ordinary work with {title} alone
    effort_hours: {{low: 15, typical: 30, high: 60}}
    requires: []
review: {{reviewed_on: {today}, review_by: {next_year}, sources: []}}
"""

ROLE = """{schema}
kind: role
id: {id}
slug: {slug}
title: {title}
status: draft                   # draft | active | deprecated; drafts are not published
since: "{version}"
summary: TODO what people in this role do, in one sentence.
variants: [junior, mid, senior]
requirements:                   # weight 1 to 10; importance core | supporting | bonus
  - {{skill: {skill}, level: {{junior: 1, mid: 2, senior: 2}}, weight: 5, importance: core}}
  # - choose: 1                 # where employers take one of several
  #   label: One scripting language
  #   of: [{{skill: python, level: 2}}, {{skill: r, level: 2}}]
  #   weight: 4
  #   importance: core
review: {{reviewed_on: {today}, review_by: {next_year}, sources: []}}
"""

PROJECT = """{schema}
kind: project
id: {id}
slug: {slug}
title: {title}
status: draft                   # draft | active | deprecated; drafts are not published
since: "{version}"
proves:                         # 2 to 5 steps that the finished work shows
  - {{skill: {skill}, level: 1}}
brief: TODO what to build, for whom, and with which free data and tools.
deliverable: TODO what one can show.
rubric:                         # 3 to 6 criteria that somebody else can apply to the deliverable
  - {{criterion: TODO first, meets: TODO what is there, exceeds: TODO what goes beyond it}}
  - {{criterion: TODO second, meets: TODO what is there, exceeds: TODO what goes beyond it}}
  - {{criterion: TODO third, meets: TODO what is there, exceeds: TODO what goes beyond it}}
effort_hours: {{low: 6, typical: 10, high: 18}}     # on top of the hours of the steps
roles: [{role}]
"""


def skill_skeleton(*, slug: str, domain: str, new_id: str, version: str, today: str) -> str:
    """A draft skill that passes the gate as it is."""
    schema = schema_line(f"skills/{domain}/{slug}.yaml", "skill")
    return SKILL.format(
        **_identity(slug, new_id, version, schema),
        domain=domain,
        today=today,
        next_year=_next_year(today),
    )


def role_skeleton(*, slug: str, skill: str, new_id: str, version: str, today: str) -> str:
    """A draft role that passes the gate as it is; it requires `skill`, which has two levels."""
    schema = schema_line(f"roles/{slug}.yaml", "role")
    return ROLE.format(
        **_identity(slug, new_id, version, schema),
        skill=skill,
        today=today,
        next_year=_next_year(today),
    )


def project_skeleton(*, slug: str, role: str, skill: str, new_id: str, version: str) -> str:
    """A draft project that passes the gate as it is; `role` requires `skill`."""
    schema = schema_line(f"projects/{slug}.yaml", "project")
    return PROJECT.format(**_identity(slug, new_id, version, schema), role=role, skill=skill)


def _identity(slug: str, new_id: str, version: str, schema: str) -> dict[str, str]:
    """What every record begins with."""
    return {
        "schema": schema,
        "id": new_id,
        "slug": slug,
        "title": title_of(slug),
        "version": version,
    }


def title_of(slug: str) -> str:
    """A first title for a slug.

    Example:
        >>> title_of("data-quality")
        'Data quality'
    """
    return slug.replace("-", " ").capitalize()


def _next_year(today: str) -> str:
    day = "28" if today[5:] == "02-29" else today[8:]
    return f"{int(today[:4]) + 1}-{today[5:7]}-{day}"
