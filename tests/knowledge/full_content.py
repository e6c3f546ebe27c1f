"""The small content with every key that may be written, and all of it as plain values."""

from collections.abc import Mapping

import msgspec
from small_content import (
    GIT_PATH,
    PROJECT_PATH,
    PYTHON_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
)

from engine import TableName
from knowledge import Library

FULL = (
    Fault(GIT_PATH, "title: Git\n", "former_slugs: [vcs]\ntitle: Git\nshort_title: git\n"),
    Fault(
        GIT_PATH,
        "high: 24}\n",
        "high: 24}\n    requires:\n      - all_of: [{skill: r, level: 1}, "
        "{any_of: [{skill: sql, level: 1}, {skill: python, level: 1}]}]\n        why: practice\n",
    ),
    Fault(PYTHON_PATH, "    requires:\n      - {skill: git, level: 1, ", "#\n#"),
    Fault(SQL_PATH, "- {skill: git, level: 1, ", "- {skill: vcs, level: 1, "),
    Fault(
        SQL_PATH,
        "mappings:\n",
        'deprecation: {since: "1.1.0", reason: too old, replaced_by: [python]}\nmappings:\n',
    ),
    Fault(RESOURCE_PATH, "type: tutorial\n", "former_slugs: [git-book]\ntype: book\n"),
    Fault(RESOURCE_PATH, "cost: free", "publisher: Apress\ncost: mixed"),
    Fault(PROJECT_PATH, "title: A report", "former_slugs: [old-report]\ntitle: A report"),
    Fault(
        ROLE_PATH,
        "family: data\n",
        'family: data\njob_zone: 4\ndeprecation: {since: "1.2.0", reason: out of use}\n',
    ),
    Fault(ROLE_PATH, "title: Data analyst\n", "former_slugs: [counter]\ntitle: Data analyst\n"),
    Fault(
        ROLE_PATH,
        "    label: One scripting language\n",
        "    label: One scripting language\n    prefer: [r, python]\n"
        '    because: {why: asked for, source: "https://example.org/b", seen_on: 2026-01-31}\n',
    ),
    Fault(
        ROLE_PATH, "weight: 5, importance: core}", "weight: 5, importance: core, defining: true}"
    ),
    Fault(
        "rules/freshness.yaml",
        "    then: {lower_by: 1}\n",
        "    then: {lower_by: 1}\n"
        "  - name: others\n"
        "    priority: 7\n"
        "    when:\n"
        "      any:\n"
        "        - {fact: years, at_most: 3}\n"
        "        - not: {fact: years, more_than: 8}\n"
        "        - all: [{fact: level, less_than: 4}, {fact: source, is: self},\n"
        "                {fact: source, is_not: placement}]\n"
        "    then: {lower_by: 2}\n",
    ),
    Fault(
        "redirects.yaml",
        "redirects: []",
        "redirects:\n  - {of: skill, id: skl_0000000z, slug: svn, title: Subversion, "
        'change: merged, since: "1.1.0", to: [git]}',
    ),
)


def values_of(library: Library) -> Mapping[str, object]:
    """Everything that a library holds of the files of the small content, as plain values."""
    outcomes = library.outcomes
    values = {
        "domains": library.domains,
        "subjects": library.subjects,
        "families": library.families,
        "skill texts": list(library.skill_texts.values()),
        "role texts": list(library.role_texts.values()),
        "resources": list(library.resources.values()),
        "projects": list(library.projects.values()),
        "skills": list(library.graph.skills.values()),
        "roles": list(library.roles.values()),
        "freshness": library.rules.tables[TableName.FRESHNESS],
        "abilities": {f"{s.skill} {s.level}": t for s, t in outcomes.abilities.items()},
        "projects of phases": list(outcomes.projects),
        "projects by step": {
            f"{step.skill} {step.level}": [one.slug for one in projects]
            for step, projects in library.projects_by_step.items()
        },
        "former skills": library.former_skills,
        "former roles": library.former_roles,
        "used by": library.used_by,
    }
    return dict(msgspec.json.decode(msgspec.json.encode(values)))
