"""On either side of each threshold: what a rule just accepts, and what it just reports."""

from pathlib import Path

import pytest
from msgspec import Struct
from said import said_in, shown
from small_content import (
    GIT,
    GIT_PATH,
    PYTHON_PATH,
    R_PATH,
    REPORTING_PATH,
    RESOURCE,
    RESOURCE_PATH,
    ROLE,
    ROLE_PATH,
    SQL_PATH,
    Fault,
    findings_of,
    plant,
    whole_content,
)

from knowledge.findings import Finding


class Threshold(Struct, frozen=True):
    """Changes after which a rule is still silent, and changes after which it reports something."""

    title: str
    code: str
    accepted: tuple[Fault, ...]
    reported: tuple[Fault, ...]

    @property
    def name(self) -> str:
        """The code and the title."""
        return f"{self.code} {self.title}"


def _between(code: str, title: str, path: str, old: str, **new: str) -> Threshold:
    """One text put in the place of another: `accepted` or `reported`."""
    accepted, reported = Fault(path, old, new["accepted"]), Fault(path, old, new["reported"])
    return Threshold(title, code, (accepted,), (reported,))


def _ways(*branches: int) -> str:
    """A prerequisite that can be met in as many ways as the product of these numbers."""
    groups = ", ".join(
        "{any_of: [" + ", ".join(["{skill: r, level: 1}"] * n) + "]}" for n in branches
    )
    return f"    requires:\n      - all_of: [{groups}]\n        why: many ways\n"


def _role_of(weights: tuple[int, int]) -> str:
    core, supporting = weights
    head = ROLE.partition("requirements:\n")[0]
    return (
        f"{head}requirements:\n"
        f"  - {{skill: sql, level: 2, weight: {core}, importance: core}}\n"
        f"  - {{skill: reporting, level: 1, weight: {supporting}, importance: supporting}}\n"
        "  - {skill: git, level: 2, weight: 5, importance: bonus}\n"
    )


def _small_role(hours: int) -> tuple[Fault, ...]:
    head = ROLE.partition("requirements:\n")[0]
    alone = head + "requirements:\n  - {skill: r, level: 1, weight: 5, importance: core}\n"
    return (
        Fault(ROLE_PATH, "", alone),
        Fault(
            R_PATH, "{low: 20, typical: 35, high: 60}", f"{{low: 1, typical: {hours}, high: 60}}"
        ),
    )


def _tools(hours: int, skills: int) -> tuple[Fault, ...]:
    """Made-up skills of 35 typical hours in a domain of their own, the last with other hours."""
    domain = Fault(
        "domains.yaml", "domains:\n", "domains:\n  - {slug: more, title: More, summary: More.}\n"
    )
    texts = []
    for number in range(skills):
        text = whole_content()[R_PATH].replace("slug: r", f"slug: tool-{number}")
        text = text.replace("skl_00000004", f"skl_0000001{number}").replace("R language", "Tool")
        text = text.replace("domain: tools", "domain: more")
        if number == skills - 1:
            text = text.replace("typical: 35, high: 60", f"typical: {hours}, high: 900")
        texts.append(Fault(f"skills/more/tool-{number}.yaml", "", text))
    return (domain, *texts)


_HOURS = "effort_hours: {low: 4, typical: 8, high: 16}"
_REVIEWED = "reviewed_on: 2026-11-22, review_by: 2027-11-22"
_SUMMARY = "Keep every version of a text."
_RESOURCE_2 = RESOURCE.replace("res_00000001", "res_00000003").replace("pro-git", "git")
_GIT_2 = "high: 24}\n"
_PYTHON_NEEDS = "      - {skill: git, level: 1, why: exercises are handed in as commits}\n"
_SOFT_PYTHON = "    requires: [{skill: python, level: 1, strength: soft, why: x}]\n"
_TWIN = GIT.replace("skl_00000001", "skl_00000009").replace("[version control]", "[]")


_BOOK = Fault(RESOURCE_PATH, "type: tutorial", "type: book")


def _language_of(hours: float) -> tuple[Fault, ...]:
    """A role that Python defines: 8 h of Git before it, 14 h of SQL and 10 h of reporting after."""
    head = ROLE.partition("requirements:\n")[0]
    role = (
        f"{head}requirements:\n"
        "  - {skill: python, level: 1, weight: 10, importance: core, defining: true}\n"
        "  - {skill: sql, level: 1, weight: 2, importance: core}\n"
        "  - {skill: reporting, level: 1, weight: 1, importance: core}\n"
    )
    domains = whole_content()["domains.yaml"].replace("slug: tools", "slug: programming-languages")
    moved = {path: text for path, text in whole_content().items() if "skills/tools/" in path}
    return (
        Fault(ROLE_PATH, "", role),
        Fault("domains.yaml", "", domains),
        *(Fault(path, "domain: tools", "domain: programming-languages") for path in moved),
        Fault(PYTHON_PATH, "{low: 20, typical: 35,", f"{{low: 2, typical: {hours},"),
        Fault(SQL_PATH, "{low: 8, typical: 16,", "{low: 8, typical: 14,"),
    )


def _redirect(text: str) -> Fault:
    return Fault("redirects.yaml", "redirects: []", f"redirects:\n  - {{of: skill, id: x, {text}}}")


def _titled(title: str) -> tuple[Fault, ...]:
    return (
        Fault(GIT_PATH, "title: Git", "title: Structured reporting tool"),
        Fault(SQL_PATH, "title: SQL", f"title: {title}"),
    )


THRESHOLDS = (
    _between(
        "S008", "4,000 characters", GIT_PATH, _SUMMARY, accepted="x" * 4_000, reported="x" * 4_001
    ),
    _between(
        "S012", "a # after a space", GIT_PATH, "a text.", accepted="a text. # so", reported="a #x"
    ),
    _between(
        "S003", "a word in quotes", GIT_PATH, "[version", accepted='["on", v', reported="[on, v"
    ),
    Threshold(
        "an ampersand in a text",
        "S007",
        (Fault(GIT_PATH, "of a text", "of R&D"),),
        (Fault(GIT_PATH, "title: Git", "title: &d Git"),),
    ),
    _between(
        "F003", "2,000 hours", GIT_PATH, "high: 16}", accepted="high: 2000}", reported="high: 2001}"
    ),
    _between(
        "F003", "a weight of 1", ROLE_PATH, "weight: 3", accepted="weight: 1", reported="weight: 0"
    ),
    _between(
        "F003",
        "a weight of 10",
        ROLE_PATH,
        "weight: 3",
        accepted="weight: 10",
        reported="weight: 11",
    ),
    _between("F008", "200 characters", GIT_PATH, _SUMMARY, accepted="x" * 200, reported="x" * 201),
    _between(
        "F008", "an alias of 60", GIT_PATH, "version control", accepted="x" * 60, reported="x" * 61
    ),
    _between(
        "F008",
        "a can_do of 160",
        GIT_PATH,
        "Commit a change with a message",
        accepted="Do" + "x" * 158,
        reported="Do" + "x" * 159,
    ),
    _between("F007", "a text of one sign", GIT_PATH, _SUMMARY, accepted="x", reported="''"),
    _between(
        "F009",
        "a review on the day",
        GIT_PATH,
        _REVIEWED,
        accepted="reviewed_on: 2026-11-22, review_by: 2026-11-22",
        reported="reviewed_on: 2026-11-22, review_by: 2026-11-21",
    ),
    _between(
        "F009",
        "29 February",
        GIT_PATH,
        _REVIEWED,
        accepted="reviewed_on: 2026-11-22, review_by: 2028-02-29",
        reported="reviewed_on: 2026-11-22, review_by: 2027-02-29",
    ),
    _between(
        "V001",
        "a review due today",
        GIT_PATH,
        _REVIEWED,
        accepted="reviewed_on: 2025-11-22, review_by: 2026-11-22",
        reported="reviewed_on: 2025-11-22, review_by: 2026-11-21",
    ),
    Threshold(
        "a book without address",
        "F010",
        (_BOOK, Fault(RESOURCE_PATH, "url: https://git-scm.com/book/en/v2\n", "#\n")),
        (_BOOK, Fault(RESOURCE_PATH, "authors: [Scott Chacon, Ben Straub]\n", "#\n")),
    ),
    _between(
        "F012", "another case", GIT_PATH, _SUMMARY, accepted="Todo lists.", reported="TODO lists."
    ),
    _between(
        "F013",
        "a title of 18 signs",
        GIT_PATH,
        "title: Git",
        accepted="title: A tool for version",
        reported="title: A tool for versions",
    ),
    _between(
        "F013",
        "a short title of 18 signs",
        GIT_PATH,
        "title: Git",
        accepted="title: Git\nshort_title: A tool for version",
        reported="title: Git\nshort_title: A tool for versions",
    ),
    Threshold(
        "a slug of another kind",
        "I002",
        (
            Fault("resources/git.yaml", "", _RESOURCE_2),
            Fault(GIT_PATH, "[pro-git]", "[pro-git, git]"),
        ),
        (Fault("skills/tools/git2.yaml", "", _TWIN),),
    ),
    _between(
        "I003",
        "a former slug of another kind",
        SQL_PATH,
        "[structured-query-language]",
        accepted="[pro-git]",
        reported="[git]",
    ),
    Threshold(
        "titles alike to 94 %",
        "I011",
        _titled("Structured reporting teal"),
        _titled("Structured reporting tools"),
    ),
    Threshold(
        "a merge into something that exists",
        "I014",
        (_redirect('slug: aa, change: merged, since: "1.0.0", to: [git]'),),
        (_redirect('slug: aa, change: merged, since: "1.0.0", to: [git, sql]'),),
    ),
    Threshold(
        "a split in two",
        "I014",
        (_redirect('slug: aa, change: split, since: "1.0.0", to: [git, sql]'),),
        (_redirect('slug: aa, change: split, since: "1.0.0", to: [git]'),),
    ),
    Threshold(
        "retired to nothing",
        "I014",
        (_redirect('slug: aa, change: retired, since: "1.0.0"'),),
        (_redirect('slug: aa, change: retired, since: "1.0.0", to: [git]'),),
    ),
    _between(
        "I016",
        "an alias like its own title",
        GIT_PATH,
        "[version control]",
        accepted="[git]",
        reported="[sql]",
    ),
    _between(
        "I015",
        "an alias of one skill",
        PYTHON_PATH,
        "title: Python\n",
        accepted="title: Python\naliases: [version]\n",
        reported="title: Python\naliases: [Version Control]\n",
    ),
    _between(
        "R004",
        "the top level",
        REPORTING_PATH,
        "{skill: sql, level: 1",
        accepted="{skill: sql, level: 2",
        reported="{skill: sql, level: 3",
    ),
    _between(
        "O001",
        "the top level",
        ROLE_PATH,
        "{skill: reporting, level: 1",
        accepted="{skill: git, level: 2",
        reported="{skill: reporting, level: 2",
    ),
    _between(
        "R009",
        "a skill hard and soft",
        PYTHON_PATH,
        _PYTHON_NEEDS,
        accepted=_PYTHON_NEEDS + "      - {skill: git, level: 2, strength: soft, why: later}\n",
        reported=_PYTHON_NEEDS + "      - {skill: git, level: 2, why: later}\n",
    ),
    Threshold(
        "skills that need each other at other levels",
        "G001",
        (Fault(GIT_PATH, _GIT_2, _GIT_2 + "    requires: [{skill: python, level: 1, why: x}]\n"),),
        (
            Fault(
                GIT_PATH,
                "high: 16}\n",
                "high: 16}\n    requires: [{skill: python, level: 1, why: x}]\n",
            ),
        ),
    ),
    Threshold(
        "an any_of with a way out",
        "G001",
        (
            Fault(
                GIT_PATH,
                "high: 16}\n",
                "high: 16}\n    requires: [{any_of: [{skill: python, level: 1}, "
                "{skill: r, level: 1}], why: x}]\n",
            ),
        ),
        (
            Fault(
                GIT_PATH,
                "high: 16}\n",
                "high: 16}\n    requires: [{any_of: [{skill: python, level: 1}, "
                "{skill: git, level: 2}], why: x}]\n",
            ),
        ),
    ),
    _between(
        "G002",
        "branches that share a prerequisite",
        REPORTING_PATH,
        "{skill: r, level: 1}]",
        accepted="{skill: r, level: 1}]",
        reported="{skill: git, level: 1}]",
    ),
    _between(
        "G003",
        "an edge beside another",
        PYTHON_PATH,
        _PYTHON_NEEDS,
        accepted=_PYTHON_NEEDS + "      - {skill: sql, level: 2, why: it reads tables}\n",
        reported=_PYTHON_NEEDS + "      - {skill: git, level: 2, why: it needs branches}\n",
    ),
    _between(
        "G004",
        "a soft edge without why",
        SQL_PATH,
        "{skill: git, level: 1, strength: soft, why: queries are stored as files}",
        accepted="{skill: git, level: 1, strength: soft}",
        reported="{skill: git, level: 1}",
    ),
    Threshold(
        "a soft edge along the order",
        "G007",
        (Fault(GIT_PATH, "high: 24}\n", "high: 24}\n" + _SOFT_PYTHON),),
        (Fault(GIT_PATH, "high: 16}\n", "high: 16}\n" + _SOFT_PYTHON),),
    ),
    _between(
        "G009",
        "200 ways",
        R_PATH,
        "high: 60}\n",
        accepted="high: 60}\n" + _ways(2, 2, 2, 5, 5),
        reported="high: 60}\n" + _ways(3, 67),
    ),
    _between(
        "L003",
        "a verb in -ing",
        GIT_PATH,
        "- Commit a change",
        accepted="- Bring a change",
        reported="- Committing a change",
    ),
    _between(
        "L003",
        "a verb with a hyphen",
        GIT_PATH,
        "- Commit a change",
        accepted="- Re-apply a change",
        reported="- commit a change",
    ),
    _between(
        "L004",
        "other words",
        GIT_PATH,
        "Commit a change with a message",
        accepted="Select a condition by rows",
        reported="Select  ROWS by a condition",
    ),
    _between(
        "E001",
        "three equal numbers",
        GIT_PATH,
        _HOURS,
        accepted="effort_hours: {low: 8, typical: 8, high: 8}",
        reported="effort_hours: {low: 8, typical: 7.9, high: 8}",
    ),
    Threshold("five times the usual hours", "E002", _tools(175, 6), _tools(176, 6)),
    Threshold("a fifth of the usual hours", "E002", _tools(7, 6), _tools(6, 6)),
    Threshold("too few skills to compare with", "E002", _tools(350, 5), _tools(350, 6)),
    Threshold("20 hours", "E003", _small_role(20), _small_role(19)),
    Threshold(
        "40 % of the weight",
        "O004",
        (Fault(ROLE_PATH, "", _role_of((2, 3))),),
        (Fault(ROLE_PATH, "", _role_of((1, 2))),),
    ),
    _between(
        "O003",
        "the same level for seniors",
        ROLE_PATH,
        "{junior: 1, senior: 2}",
        accepted="{junior: 2, senior: 2}",
        reported="{junior: 2, senior: 1}",
    ),
    Threshold("two fifths of the hours", "T003", _language_of(8), _language_of(8.5)),
    _between(
        "T005",
        "a course that costs nothing",
        RESOURCE_PATH,
        "cost: free",
        accepted="cost: free",
        reported="cost: mixed",
    ),
    _between(
        "O006",
        "all branches of a choice",
        ROLE_PATH,
        "- choose: 1\n    label: One scripting language\n"
        "    of: [{skill: python, level: 1}, {skill: r, level: {senior: 1}}]",
        accepted="- choose: 2\n    of: [{skill: python, level: 1}, {skill: r, level: 1}]",
        reported="- choose: 3\n    of: [{skill: python, level: 1}, {skill: r, level: 1}]",
    ),
    _between(
        "U001",
        "a port and a query",
        RESOURCE_PATH,
        "https://git-scm.com/book/en/v2",
        accepted="https://git-scm.com:8443/?q=1",
        reported="https://git_scm.com/book",
    ),
    _between(
        "U002",
        "a host that only begins so",
        RESOURCE_PATH,
        "https://git-scm.com/book/en/v2",
        accepted="https://bit.ly.example.org/x",
        reported="https://www.bit.ly/x",
    ),
    _between(
        "X001",
        "an ESCO concept",
        SQL_PATH,
        "00000000-0000-0000-0000-000000000001",
        accepted="0000000a-0000-0000-0000-000000000001",
        reported="0000000g-0000-0000-0000-000000000001",
    ),
    _between(
        "X003",
        "exact in another system",
        ROLE_PATH,
        'relation: close, version: "29.2"}]',
        accepted='relation: exact, version: "29.2"}, {system: esco, relation: exact, '
        'version: "1.2.0", ref: "http://data.europa.eu/esco/occupation/2512.4"}]',
        reported='relation: exact, version: "29.2"}, {system: onet_soc, relation: exact, '
        'version: "29.2", ref: "15-2051.01"}]',
    ),
    Threshold(
        "phases of the least hours",
        "A007",
        (Fault("rules/phases.yaml", "phase_hours: 40", "phase_hours: 1"),),
        (Fault("rules/phases.yaml", "phase_hours: 40", "phase_hours: 0.9"),),
    ),
)


@pytest.mark.parametrize("one", THRESHOLDS, ids=lambda one: one.name)
def test_a_rule_is_silent_up_to_its_threshold_and_speaks_beyond_it(
    one: Threshold, tmp_path: Path
) -> None:
    accepted = _found(tmp_path / "accepted", one.accepted)
    reported = _found(tmp_path / "reported", one.reported)
    assert one.code not in {finding.code for finding in accepted}
    assert one.code in {finding.code for finding in reported}
    told = [finding for finding in reported if finding.code == one.code]
    assert shown(told) == said_in("thresholds")[one.name]


def _found(folder: Path, faults: tuple[Fault, ...]) -> tuple[Finding, ...]:
    files, _ = plant(whole_content(), *faults)
    return findings_of(folder, files)
