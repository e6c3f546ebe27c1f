"""A small valid content folder for tests, and faults planted in it at marked places."""

from pathlib import Path

from msgspec import Struct

from knowledge import BUNDLED_CONTENT
from knowledge.compile import TABLE_NAMES
from knowledge.findings import Finding
from knowledge.gate import check_folder
from knowledge.messages.catalogue import messages_for_editors

MARK = "§"
"""Marks in a planted text the place that the finding must name."""

TODAY = "2026-11-22"

_REVIEW = (
    'review: {reviewed_on: 2026-11-22, review_by: 2027-11-22, sources: ["https://example.org/a"]}\n'
)

GIT = (
    """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000001
slug: git
title: Git
aliases: [version control]
status: active
since: "1.0.0"
domain: tools
summary: Keep every version of a text.
levels:
  1:
    can_do:
      - Commit a change with a message
    effort_hours: {low: 4, typical: 8, high: 16}
    resources: [pro-git]
  2:
    can_do:
      - Rebase a branch onto another
    effort_hours: {low: 6, typical: 12, high: 24}
    resources: [first-steps]
"""
    + _REVIEW
)

SQL = (
    """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000002
slug: sql
former_slugs: [structured-query-language]
title: SQL
status: active
since: "1.0.0"
domain: data
summary: Ask tables questions.
levels:
  1:
    can_do:
      - Select rows by a condition
    effort_hours: {low: 8, typical: 16, high: 30}
    resources: [first-steps]
  2:
    can_do:
      - Join three tables
    effort_hours: {low: 10, typical: 20, high: 40}
    requires:
      - {skill: git, level: 1, strength: soft, why: queries are stored as files}
    evidence: [a query that answers a question]
    resources: [first-steps]
mappings:
  - system: esco
    ref: "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000001"
    relation: exact
    version: "1.2.0"
"""
    + _REVIEW
)

PYTHON = (
    """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000003
slug: python
title: Python
status: active
since: "1.0.0"
domain: tools
summary: Write programs in Python.
levels:
  1:
    can_do:
      - Write a function with a loop
    effort_hours: {low: 20, typical: 35, high: 60}
    requires:
      - {skill: git, level: 1, why: exercises are handed in as commits}
    evidence: [a program that somebody uses]
    resources: [first-steps]
"""
    + _REVIEW
)

R = (
    """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000004
slug: r
title: R language
status: active
since: "1.0.0"
domain: tools
summary: Write analyses in R.
levels:
  1:
    can_do:
      - Fit a line to points
    effort_hours: {low: 20, typical: 35, high: 60}
    evidence: [an analysis that somebody uses]
    resources: [first-steps]
"""
    + _REVIEW
)

REPORTING = (
    """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000005
slug: reporting
title: Reporting
status: active
since: "1.0.0"
domain: data
summary: Tell others what the data says.
levels:
  1:
    can_do:
      - Draw a chart that answers a question
    effort_hours: {low: 5, typical: 10, high: 20}
    requires:
      - any_of: [{skill: python, level: 1}, {skill: r, level: 1}]
        why: charts are drawn by a program
      - {skill: sql, level: 1, why: the numbers come from tables}
    resources: [first-steps]
"""
    + _REVIEW
)

ROLE = (
    """# yaml-language-server: $schema=../../schema/role.schema.json
kind: role
id: rol_00000001
slug: data-analyst
title: Data analyst
aliases: [analyst]
status: active
since: "1.0.0"
family: data
summary: Turns tables into answers.
mappings: [{system: onet_soc, ref: "15-2051.00", relation: close, version: "29.2"}]
variants: [junior, senior]
requirements:
  - {skill: sql, level: {junior: 1, senior: 2}, weight: 5, importance: core}
  - {skill: reporting, level: 1, weight: 3, importance: supporting}
  - choose: 1
    label: One scripting language
    of: [{skill: python, level: 1}, {skill: r, level: {senior: 1}}]
    weight: 4
    importance: core
  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}
"""
    + _REVIEW
)

RESOURCE = """# yaml-language-server: $schema=../../schema/resource.schema.json
kind: resource
id: res_00000001
slug: pro-git
title: Pro Git
type: tutorial
url: https://git-scm.com/book/en/v2
authors: [Scott Chacon, Ben Straub]
year: 2014
cost: free
language: en
levels: [1, 2]
"""

COURSE = """# yaml-language-server: $schema=../../schema/resource.schema.json
kind: resource
id: res_00000002
slug: first-steps
title: First steps with tables
type: course
url: https://example.org/first-steps
cost: free
language: en
levels: [1, 2]
"""

PROJECT = """# yaml-language-server: $schema=../../schema/project.schema.json
kind: project
id: prj_00000001
slug: a-report
title: A report that a shop can use
status: active
since: "1.0.0"
proves: [{skill: sql, level: 1}, {skill: reporting, level: 1}]
brief: Build a weekly report for a shop from the tables of https://example.org/shop (free to use).
deliverable: The report and the queries behind it.
rubric:
  - {criterion: Figures, meets: Sums agree with the tables, exceeds: A check compares them weekly}
  - {criterion: Chart, meets: The chart has a title and units, exceeds: It marks what changed}
  - {criterion: Queries, meets: They run as they are, exceeds: Each says what it is for}
effort_hours: {low: 0, typical: 6, high: 12}
roles: [data-analyst]
"""

DOMAINS = """# yaml-language-server: $schema=../schema/domains.schema.json
kind: domains
domains:
  - {slug: tools, title: Tools, summary: What one works with., subject: work}
  - {slug: data, title: Data, summary: What one works on., subject: work}
subjects:
  - {slug: work, title: Work, summary: What there is to do.}
"""

FAMILIES = """# yaml-language-server: $schema=../schema/families.schema.json
kind: families
families:
  - {slug: data, title: Data, summary: Turning tables into answers.}
"""

REDIRECTS = """# yaml-language-server: $schema=../schema/redirects.schema.json
kind: redirects
redirects: []
"""

FRESHNESS = """\
# yaml-language-server: $schema=../../schema/rules.schema.json
kind: rules
id: rul_t4n8w2fk
name: freshness
hit: first
rules:
  - name: years-ago
    when: {all: [{fact: years, at_least: 5}, {fact: domain, one_of: [data]}]}
    then: {lower_by: 1}
tests:
  - {given: {years: 5, level: 2, domain: data, source: self}, expect: [years-ago]}
"""

MEASURED = """# yaml-language-server: $schema=../schema/measured.schema.json
kind: measured
replies:
  source: response statistics
  seen_on: 2026-11-20
  version: "1.2.0"
  slip: 0.06
  guess: 0.03
  count: 900
difficulties:
  source: response statistics
  seen_on: 2026-11-20
  version: "1.2.0"
  sharpness: 1.6
  steps:
    - {skill: git, level: 1, difficulty: -1.2, count: 410}
    - {skill: python, level: 1, difficulty: 0.3, count: 220}
edges:
  source: response statistics
  seen_on: 2026-11-20
  version: "1.2.0"
  steps:
    - {skill: python, level: 1, needs: {skill: git, level: 1}, held: 0.82, count: 130}
hours:
  source: response statistics
  seen_on: 2026-11-20
  version: "1.2.0"
  steps:
    - {skill: git, level: 1, ratio: 1.1, low: 0.9, high: 1.3, count: 64}
"""
"""What was measured; content may do without."""

MEASURED_PATH = "measured.yaml"
GIT_PATH = "skills/tools/git.yaml"
SQL_PATH = "skills/data/sql.yaml"
PYTHON_PATH = "skills/tools/python.yaml"
R_PATH = "skills/tools/r.yaml"
REPORTING_PATH = "skills/data/reporting.yaml"
ROLE_PATH = "roles/data-analyst.yaml"
RESOURCE_PATH = "resources/pro-git.yaml"
COURSE_PATH = "resources/first-steps.yaml"
PROJECT_PATH = "projects/a-report.yaml"


def whole_content() -> dict[str, str]:
    """Path → text of a content folder without findings."""
    bundled = ["manifest.yaml", "scale.yaml"]
    bundled += [f"rules/{name}.yaml" for name in TABLE_NAMES if name != "freshness"]
    return {
        GIT_PATH: GIT,
        SQL_PATH: SQL,
        PYTHON_PATH: PYTHON,
        R_PATH: R,
        REPORTING_PATH: REPORTING,
        ROLE_PATH: ROLE,
        RESOURCE_PATH: RESOURCE,
        COURSE_PATH: COURSE,
        PROJECT_PATH: PROJECT,
        "rules/freshness.yaml": FRESHNESS,
        "domains.yaml": DOMAINS,
        "families.yaml": FAMILIES,
        "redirects.yaml": REDIRECTS,
        **{name: (BUNDLED_CONTENT / name).read_text(encoding="utf-8") for name in bundled},
    }


class Fault(Struct, frozen=True):
    """A text put in the place of another; MARK in `new` is where the finding must be.

    An empty `old` makes a new file of `new`; an empty `new` deletes the file.
    """

    path: str
    old: str
    new: str


class Place(Struct, frozen=True, order=True):
    """Where a finding must be."""

    path: str
    line: int
    column: int


def plant(files: dict[str, str], *faults: Fault) -> tuple[dict[str, str], list[Place]]:
    """The files with the faults in them, and the marked places."""
    files = dict(files)
    for fault in faults:
        if not fault.old:
            files[fault.path] = fault.new
        elif not fault.new:
            del files[fault.path]
        else:
            assert files[fault.path].count(fault.old) >= 1, fault
            files[fault.path] = files[fault.path].replace(fault.old, fault.new, 1)
    places = []
    for path, text in files.items():
        while MARK in text:
            before, _, after = text.partition(MARK)
            places.append(Place(path, before.count("\n") + 1, len(before.split("\n")[-1]) + 1))
            text = before + after
        files[path] = text
    return files, sorted(places)


def write_content(folder: Path, files: dict[str, str]) -> Path:
    """Write the files; returns the folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", errors="surrogateescape"))
    return folder


def findings_of(folder: Path, files: dict[str, str]) -> tuple[Finding, ...]:
    """Every finding of these files."""
    return check_folder(write_content(folder, files), today=TODAY, include_plans=True).findings


def message_of(finding: Finding) -> str:
    """What is wrong, in words."""
    return messages_for_editors().format(finding.message)


def fix_of(finding: Finding) -> str:
    """What to do about it, in words."""
    return messages_for_editors().format(finding.fix)


def place_of(finding: Finding) -> Place:
    """Where it is."""
    return Place(finding.path, finding.line, finding.column)
