"""One planted fault for every rule of the gate, with the place where it must be found."""

from msgspec import Struct
from small_content import (
    GIT,
    GIT_PATH,
    MEASURED,
    MEASURED_PATH,
    PROJECT,
    PROJECT_PATH,
    PYTHON,
    PYTHON_PATH,
    R_PATH,
    REPORTING_PATH,
    RESOURCE,
    RESOURCE_PATH,
    ROLE,
    ROLE_PATH,
    SQL_PATH,
    Fault,
)

from knowledge.findings import Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Planted(Struct, frozen=True):
    """A fault, the rule that must find it, and codes of what else follows from it."""

    title: str
    code: str
    severity: Severity
    faults: tuple[Fault, ...]
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The code and the title."""
        return f"{self.code} {self.title}"


def _git(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(GIT_PATH, old, new),)


def _sql(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(SQL_PATH, old, new),)


def _role(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(ROLE_PATH, old, new),)


def _resource(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(RESOURCE_PATH, old, new),)


def _project(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(PROJECT_PATH, old, new),)


def _reporting(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault(REPORTING_PATH, old, new),)


def _bands(old: str, new: str) -> tuple[Fault, ...]:
    return (Fault("rules/bands.yaml", old, new),)


def _new_skill(slug: str, text: str) -> Fault:
    return Fault(f"skills/tools/{slug}.yaml", "", text)


def _redirects(*lines: str) -> tuple[Fault, ...]:
    text = "\n  - ".join(("redirects:", *lines))
    return (Fault("redirects.yaml", "redirects: []", text),)


_LABEL = "    label: One scripting language\n"
_BECAUSE = '{why: asked for more, source: "https://example.org/a", seen_on: 2026-11-22}'


def _prefer(options: str, key: str = "prefer", because: str = _BECAUSE) -> tuple[Fault, ...]:
    """An order of preference in the role's only choice."""
    reason = f"    because: {because}\n" if because else ""
    return _role(_LABEL, f"{_LABEL}    {key}: {options}\n{reason}")


_SCHEMA = "# yaml-language-server: $schema=../../../schema/skill.schema.json\n"
_NEEDS = "high: 16}\n    requires:\n      - "
_CAN_DO_1 = "    can_do:\n      - Commit a change with a message\n"
_TWIN = GIT.replace("slug: git", "slug: got").replace("title: Git", "title: Gott")
_TWIN = _TWIN.replace("skl_00000001", "skl_00000009").replace("[version control]", "[gott]")
_TWIN = _TWIN.replace("Commit a change", "Fetch a gott").replace("Rebase a", "Burn a")
_USED_TWIN = _role(
    "  - {skill: git, level",
    "  - {skill: got, level: 1, weight: 1, importance: bonus}\n  - {skill: git, level",
)

SYNTAX = (
    Planted("not yaml", "S001", E, _git("slug: git", "slug: §'git"), ("S001",)),
    Planted("a list at the top", "S001", E, (Fault(R_PATH, "", "§- 1\n"),)),
    Planted("a key that is a list", "S001", E, _git("status:", "§[a]: 1\nstatus:")),
    Planted("a key twice", "S002", E, _git("domain: tools", "domain: tools\n§slug: got")),
    Planted("a word that is true elsewhere", "S003", E, _git("[version control]", "[§on]")),
    Planted("a number where a text belongs", "S003", E, _git('since: "1.0.0"', "since: §1.10")),
    Planted("a tab", "S004", E, _git("slug: git", "slug:§\tgit")),
    Planted("a byte that is not UTF-8", "S005", E, _git("of a text", "of a §\udcff text")),
    Planted("a byte order mark", "S005", E, _git("# yaml", "§\udcef\udcbb\udcbf# yaml")),
    Planted("a NUL byte", "S005", E, _git("of a text", "of a §\x00 text")),
    Planted("a control character", "S005", E, _git("of a text", "of a §\x07 text")),
    Planted("carriage returns", "S006", E, _git("slug: git\n", "slug: git§\r\n")),
    Planted("an anchor", "S007", E, _git("title: Git", "title: §&name Git")),
    Planted("a merge key", "S007", E, _git("status:", "§<<: {a: 1}\nstatus:")),
    Planted("a tag", "S007", E, _git("title: Git", "title: §!!str Git")),
    Planted("a directive", "S007", E, (Fault(GIT_PATH, "# yaml", "§%YAML 1.1\n---\n# yaml"),)),
    Planted("a huge text", "S008", E, _git("Keep every version", "§" + "x" * 5_000)),
    Planted(
        "a deep value",
        "S008",
        E,
        _git("status:", "x: " + "[" * 23 + "§[1]" + "]" * 23 + "\nstatus:"),
        ("F004",),
    ),
    Planted("no manifest", "S009", E, (Fault("manifest.yaml", "kind", ""),)),
    Planted("a file out of place", "S009", W, (Fault("skills/lost.yaml", "", "§kind: skill\n"),)),
    Planted("a text cut by a #", "S012", W, _git("version of a text", "version §#1 of a text")),
    Planted("no schema line", "S010", W, _git(_SCHEMA, "§")),
    Planted(
        "keys out of order",
        "S011",
        W,
        _git("kind: skill\nid: skl_00000001\n", "§id: skl_00000001\nkind: skill\n"),
    ),
)

FIELDS = (
    Planted("a text for a list", "F001", E, _git("[version control]", "§version control")),
    Planted(
        "a list for a text",
        "F001",
        E,
        _git("summary: Keep every version of a text.", "summary: §[a]"),
    ),
    Planted("a word that is none of those", "F002", E, _git("status: active", "status: §actve")),
    Planted("a slug with capitals", "F003", E, _role("skill: git", "skill: §Git")),
    Planted("a weight out of range", "F003", E, _role("weight: 5", "weight: §11")),
    Planted("a level out of range", "F003", E, _git("  2:\n", "  §7:\n"), ("O001",)),
    Planted("endless hours", "F003", E, _git("low: 4,", "low: §.inf,")),
    Planted("hours that are no number", "F003", E, _git("low: 4,", "low: §.nan,")),
    Planted(
        "too many can_do", "L002", E, _git(_CAN_DO_1, "    can_do: §[Aa, Bb, Cc, Dd, Ee, Ff]\n")
    ),
    Planted("an unknown key", "F004", E, _git("summary:", "§sumary: x\nsummary:")),
    Planted(
        "a key missing",
        "F005",
        E,
        _git("kind: skill", "§kind: skill") + _git("title: Git\n", "#\n"),
    ),
    Planted(
        "skill and any_of at once",
        "F006",
        E,
        _reporting(
            "- {skill: sql, level: 1,",
            "- §{skill: sql, level: 1, any_of: [{skill: git, level: 1}, {skill: r, level: 1}],",
        ),
    ),
    Planted(
        "a skill without level", "F006", E, _reporting("{skill: r, level: 1}]", "§{skill: r}]")
    ),
    Planted("an empty text", "F007", W, _git("Keep every version of a text.", "§''")),
    Planted("an overlong text", "F008", W, _git("Keep every version of a text.", "§" + "x" * 201)),
    Planted("a summary of the skeleton", "F012", W, _git("Keep every version", "§TODO version")),
    Planted(
        "a can_do of the skeleton", "F012", W, _git("- Commit a change", "- §Do ordinary work with")
    ),
    Planted(
        "a day that is none", "F009", E, _git("review_by: 2027-11-22", "review_by: §2027-02-30")
    ),
    Planted(
        "a review before the last",
        "F009",
        E,
        _git("review_by: 2027-11-22", "review_by: §2025-11-22"),
        ("V001",),
    ),
    Planted(
        "a book without authors",
        "F010",
        E,
        (
            Fault(RESOURCE_PATH, "type: tutorial", "type: §book"),
            Fault(RESOURCE_PATH, "authors: [Scott Chacon, Ben Straub]\n", "#\n"),
        ),
    ),
    Planted(
        "a course without address",
        "F010",
        E,
        (
            Fault(RESOURCE_PATH, "type: tutorial", "type: §course"),
            Fault(RESOURCE_PATH, "url: https://git-scm.com/book/en/v2\n", "#\n"),
        ),
    ),
)

SHORT_TITLES = (
    Planted(
        "a title too long for a picture",
        "F013",
        E,
        _git("title: Git\n", "title: §A version control tool\n"),
    ),
    Planted(
        "a short title that is long",
        "F013",
        E,
        _git("title: Git\n", "title: Git\nshort_title: §A few letters more…\n"),
    ),
    Planted(
        "a short title twice",
        "I017",
        E,
        (Fault(R_PATH, "title: R language\n", "title: R language\nshort_title: §git\n"),),
    ),
)

IDENTITY = (
    Planted(
        "an id twice", "I001", E, (Fault(PYTHON_PATH, "id: skl_00000003", "id: §skl_00000002"),)
    ),
    Planted(
        "a slug twice",
        "I002",
        E,
        (
            _new_skill(
                "git2",
                GIT.replace("skl_00000001", "skl_00000009")
                .replace("slug: git", "slug: §git")
                .replace("[version control]", "[]")
                .replace("Commit a", "Push a")
                .replace("Rebase a", "Sign a"),
            ),
        ),
        ("I008", "I011"),
    ),
    Planted(
        "a domain twice",
        "I002",
        E,
        (
            Fault(
                "domains.yaml",
                "  - {slug: data",
                "  - {slug: §tools, title: T, summary: t, subject: work}\n  - {slug: data",
            ),
        ),
    ),
    Planted(
        "a former slug that lives", "I003", E, _sql("[structured-query-language]", "[§python]")
    ),
    Planted(
        "an id missing",
        "I004",
        E,
        _git("kind: skill\n", "§kind: skill\n") + _git("id: skl_00000001\n", "#\n"),
    ),
    Planted("an id to be drawn", "I004", E, _git("id: skl_00000001", "id: §NEW")),
    Planted(
        "a file named otherwise",
        "I008",
        E,
        _git("slug: git", "slug: §gitt"),
        ("R001", "O005", "L005"),
    ),
    Planted("a file in another folder", "I009", E, _git("domain: tools", "domain: §data")),
    Planted(
        "nearly the same title",
        "I011",
        W,
        (
            _new_skill("got", _TWIN.replace("title: Gott", "title: §Structured reporting tools")),
            Fault(GIT_PATH, "title: Git", "title: Structured reporting tool"),
            *_USED_TWIN,
        ),
        ("F013",),
    ),
    Planted(
        "an id used again",
        "I006",
        E,
        (
            *_git("id: skl_00000001", "id: §skl_00000001"),
            *_redirects('{of: skill, id: skl_00000001, slug: aa, change: retired, since: "1.0.0"}'),
        ),
    ),
    Planted(
        "a redirect to a redirect",
        "I012",
        E,
        _redirects(
            '{of: skill, id: skl_1, slug: aa, change: moved, since: "1.0.0", to: [§bb]}',
            '{of: skill, id: skl_2, slug: bb, change: moved, since: "1.0.0", to: [git]}',
        ),
    ),
    Planted(
        "redirects in a loop",
        "I013",
        E,
        _redirects(
            '{of: skill, id: skl_1, slug: aa, change: moved, since: "1.0.0", to: [§bb]}',
            '{of: skill, id: skl_2, slug: bb, change: moved, since: "1.0.0", to: [§aa]}',
        ),
    ),
    Planted(
        "a redirect to nothing",
        "I014",
        E,
        _redirects('{of: skill, id: skl_1, slug: aa, change: moved, since: "1.0.0", to: [§gone]}'),
    ),
    Planted(
        "a redirect of what lives",
        "I014",
        E,
        _redirects('§{of: skill, id: skl_1, slug: git, change: retired, since: "1.0.0"}'),
    ),
    Planted(
        "a redirect of what has the slug of what lives",
        "I014",
        E,
        _redirects(
            "§{of: skill, id: skl_1, slug: cvs, former_slugs: [git], change: retired, "
            'since: "1.0.0"}'
        ),
    ),
    Planted(
        "an alias of two skills",
        "I015",
        W,
        (
            Fault(SQL_PATH, "title: SQL\n", "title: SQL\naliases: [q]\n"),
            Fault(PYTHON_PATH, "title: Python\n", "title: Python\naliases: [§Q]\n"),
        ),
    ),
    Planted("an alias that is a title", "I016", W, _git("[version control]", "[§Python]")),
)

REFERENCES = (
    Planted("an unknown skill", "R001", E, _reporting("skill: sql,", "skill: §sqll,")),
    Planted("an unknown skill in a role", "R001", E, _role("skill: git", "skill: §gitt")),
    Planted("an unknown resource", "R002", E, _git("[pro-git]", "[pro-git, §pro-gt]")),
    Planted("an unknown domain", "R003", E, _git("domain: tools", "domain: §tool")),
    Planted(
        "a level that is not there",
        "R004",
        E,
        _reporting("{skill: sql, level: 1", "{skill: sql, level: §3"),
    ),
    Planted(
        "something deprecated",
        "R005",
        W,
        (
            Fault(GIT_PATH, "status: active", "status: deprecated"),
            Fault(SQL_PATH, "- {skill: git", "- {skill: §git"),
            Fault(PYTHON_PATH, "- {skill: git", "- {skill: §git"),
            Fault(ROLE_PATH, "- {skill: git", "- {skill: §git"),
        ),
    ),
    Planted(
        "a draft under something active",
        "R006",
        E,
        (
            Fault(R_PATH, "status: active", "status: draft"),
            Fault(REPORTING_PATH, "{skill: r,", "{skill: §r,"),
            Fault(ROLE_PATH, "{skill: r,", "{skill: §r,"),
        ),
    ),
    Planted(
        "an old slug", "R007", W, _reporting("skill: sql", "skill: §structured-query-language")
    ),
    Planted(
        "a skill that requires itself",
        "R008",
        E,
        _sql("{skill: git, level: 1,", "{skill: §sql, level: 1,"),
    ),
    Planted("a resource twice", "R009", E, _git("[pro-git]", "[pro-git, §pro-git]")),
    Planted(
        "a prerequisite twice",
        "R009",
        E,
        (
            Fault(
                PYTHON_PATH,
                "    requires:\n",
                "    requires:\n      - {skill: git, level: 2, why: more of it}\n",
            ),
            Fault(PYTHON_PATH, "{skill: git, level: 1,", "{skill: §git, level: 1,"),
        ),
        ("G003",),
    ),
    Planted(
        "an unused resource",
        "R010",
        W,
        (
            Fault(
                "resources/other.yaml",
                "",
                RESOURCE.replace("slug: pro-git", "slug: §other").replace(
                    "res_00000001", "res_00000003"
                ),
            ),
        ),
    ),
    Planted(
        "an unused skill",
        "R011",
        W,
        (
            _new_skill(
                "got",
                _TWIN.replace("slug: got", "slug: §got").replace(
                    "high: 16}\n",
                    "high: 16}\n    requires: [{skill: git, level: 1, why: it builds on it}]\n",
                ),
            ),
        ),
    ),
)

GROUPINGS = (
    Planted(
        "an unknown subject",
        "R013",
        E,
        (Fault("domains.yaml", "subject: work", "subject: §wrk"),),
    ),
    Planted(
        "a domain without a subject",
        "R013",
        E,
        (
            Fault("domains.yaml", ", subject: work}", "}"),
            Fault("domains.yaml", "slug: tools", "slug: §tools"),
        ),
    ),
    Planted("an unknown family", "R014", E, _role("family: data", "family: §dat")),
    Planted(
        "a role without a family",
        "R014",
        E,
        _role("family: data\n", "#\n") + _role("slug: data-analyst", "slug: §data-analyst"),
    ),
)

GRAPH = (
    Planted(
        "a cycle",
        "G001",
        E,
        _git("high: 16}\n", "high: 16}\n    requires:\n      - §{skill: sql, level: 2, why: x}\n")
        + _sql("strength: soft", "strength: hard"),
    ),
    Planted(
        "an any_of that leads nowhere else",
        "G001",
        E,
        (
            Fault(
                GIT_PATH,
                "high: 16}\n",
                _NEEDS
                + "§{any_of: [{skill: python, level: 1}, {skill: reporting, level: 1}], why: x}\n",
            ),
            Fault(REPORTING_PATH, "{skill: r, level: 1}]", "{skill: git, level: 2}]"),
            Fault(GIT_PATH, "  2:\n", "  §2:\n"),
        ),
    ),
    Planted(
        "a branch that includes another",
        "G002",
        W,
        _reporting("{skill: r, level: 1}]", "{skill: git, level: 1}]")
        + _reporting("{skill: python, level: 1}, {", "§{skill: python, level: 1}, {"),
    ),
    Planted(
        "an implied edge",
        "G003",
        N,
        (
            Fault(
                PYTHON_PATH,
                "    requires:\n",
                "    requires:\n      - {skill: sql, level: 2, why: a}\n"
                "      - §{skill: sql, level: 1, why: b}\n",
            ),
        ),
        ("R009",),
    ),
    Planted(
        "an edge without why",
        "G004",
        W,
        _reporting(
            "- {skill: sql, level: 1, why: the numbers come from tables}",
            "- §{skill: sql, level: 1}",
        ),
    ),
    Planted(
        "an any_of with one branch",
        "G006",
        E,
        _reporting(
            "any_of: [{skill: python, level: 1}, {skill: r, level: 1}]",
            "§any_of: [{skill: python, level: 1}]",
        ),
    ),
    Planted(
        "a soft edge against the order",
        "G007",
        W,
        _git(
            "high: 16}\n",
            _NEEDS + "§{skill: python, level: 1, strength: soft, why: x}\n",
        ),
    ),
    Planted(
        "a skill that nothing touches",
        "G008",
        W,
        (_new_skill("got", _TWIN.replace("slug: got", "slug: §got")),),
    ),
    Planted(
        "more ways than anybody can count",
        "G009",
        E,
        _reporting(
            "      - any_of: [{skill: python",
            "      - §all_of: ["
            + ", ".join(["{any_of: [{skill: python, level: 1}, {skill: r, level: 1}]}"] * 8)
            + "]\n        why: many\n      - any_of: [{skill: python",
        ),
        ("R009",),
    ),
)

LEVELS = (
    Planted(
        "a hole in the levels",
        "L001",
        E,
        (Fault(GIT_PATH, "  2:\n", "  3:\n"), Fault(GIT_PATH, "levels:\n", "§levels:\n")),
        ("O001",),
    ),
    Planted("no can_do", "L002", E, _git("  1:\n" + _CAN_DO_1, "  §1:\n")),
    Planted("an empty can_do", "L002", E, _git(_CAN_DO_1, "    can_do: §[]\n")),
    Planted("a can_do without verb", "L003", W, _git("- Commit a", "- §Knowledge of a")),
    Planted(
        "a can_do that is another's",
        "L004",
        W,
        _git("- Commit a change with a message", "- §Select rows by a condition"),
    ),
    Planted(
        "a level that nothing requires",
        "L005",
        N,
        _git(
            "  2:\n" + "    can_do:\n      - Rebase a branch onto another\n",
            "  2:\n    can_do:\n      - Rebase a branch onto another\n"
            "    effort_hours: {low: 6, typical: 12, high: 24}\n"
            "  §3:\n    can_do:\n      - Bisect a fault\n",
        ),
    ),
    Planted(
        "a scale with a hole",
        "L006",
        E,
        (Fault("scale.yaml", "levels:\n", "§levels:\n"), Fault("scale.yaml", "  3: {", "  # 3: {")),
    ),
    Planted(
        "hours that fall", "E001", E, _git("effort_hours: {low: 4,", "effort_hours: §{low: 9,")
    ),
)

ROLES = (
    Planted(
        "a role of too many hours",
        "E003",
        W,
        _role("variants: [junior, senior]", "variants: [§junior, §senior]")
        + _sql("low: 8, typical: 16, high: 30", "low: 1900, typical: 1950, high: 2000")
        + _reporting("low: 5, typical: 10, high: 20", "low: 1900, typical: 1950, high: 2000")
        + _git("low: 4, typical: 8, high: 16", "low: 1900, typical: 1950, high: 2000"),
    ),
    Planted(
        "a target above the top",
        "O001",
        E,
        _role("senior: 2}, weight: 5", "senior: §3}, weight: 5"),
    ),
    Planted(
        "a skill twice in a role",
        "O002",
        E,
        _role(
            "- {skill: reporting",
            "- {skill: §sql, level: 1, weight: 1, importance: core}\n  - {skill: reporting",
        ),
    ),
    Planted(
        "a skill alone and in a choice",
        "O002",
        E,
        _role(
            "  - choose: 1", "  - {skill: r, level: 1, weight: 1, importance: core}\n  - choose: 1"
        )
        + _role("1}, {skill: r,", "1}, {skill: §r,"),
    ),
    Planted(
        "a level that falls", "O003", W, _role("{junior: 1, senior: 2}", "{junior: 2, senior: §1}")
    ),
    Planted(
        "little core",
        "O004",
        N,
        _role("weight: 5, importance: core", "weight: 5, importance: supporting")
        + _role("requirements:", "§requirements:"),
    ),
    Planted(
        "a demand that comes along",
        "O005",
        N,
        _role("{skill: sql, level: {junior: 1, senior: 2}", "{skill: §sql, level: 1"),
    ),
    Planted(
        "a variant of nothing",
        "O006",
        E,
        _role("variants: [junior, senior]", "variants: [junior, §mid, senior]")
        + _role("reporting, level: 1", "reporting, level: {junior: 1, senior: 1}")
        + _role("{skill: python, level: 1}", "{skill: python, level: {junior: 1, senior: 1}}"),
    ),
    Planted(
        "a variant that is listed twice",
        "O006",
        E,
        _role("variants: [junior, senior]", "variants: [junior, senior, §junior]"),
    ),
    Planted(
        "a level for no variant",
        "O006",
        E,
        _role("level: {senior: 2}", "level: {§mid: 1, senior: 2}"),
    ),
    Planted("a choice of more than there is", "O006", E, _role("- choose: 1", "- §choose: 3")),
    Planted(
        "a reason seen on a day that never was",
        "F009",
        E,
        _prefer("[python, r]", because=_BECAUSE.replace("2026-11-22", "§2026-02-30")),
    ),
    Planted("a preferred option that is none", "O007", E, _prefer("[python, r, §sql]")),
    Planted("an option that is ranked twice", "O007", E, _prefer("[python, r, §python]")),
    Planted("an option without a rank", "O007", E, _prefer("[r]", "§prefer")),
    Planted(
        "a preference where nothing is left open",
        "O007",
        E,
        _role(
            "{skill: reporting, level: 1,",
            "{skill: reporting, level: 1, §prefer: [reporting], because: " + _BECAUSE + ",",
        ),
    ),
    Planted(
        "a preferred option by its old slug",
        "O007",
        W,
        _role("{skill: python, level: 1}", "{skill: sql, level: 1}")
        + _role("  - {skill: sql, level: {junior: 1, senior: 2}", "  - {skill: python, level: 1")
        + _prefer("[§structured-query-language, r]"),
    ),
    Planted("a preference without a reason", "O008", E, _prefer("[python, r]", "§prefer", "")),
    Planted(
        "a reason without a preference",
        "O008",
        E,
        _role(_LABEL, f"{_LABEL}    §because: {_BECAUSE}\n"),
    ),
    Planted(
        "a reason on nobody's word",
        "O008",
        E,
        _prefer("[python, r]", because=_BECAUSE.replace('"https', '§"http')),
    ),
    Planted(
        "a reason of no words",
        "O008",
        E,
        _prefer("[python, r]", because=_BECAUSE.replace("asked for more", '§" "')),
        ("F008",),
    ),
    Planted(
        "little that defines the role",
        "T002",
        E,
        _role("    weight: 4\n", "    weight: 2\n    defining: true\n")
        + _role("requirements:", "§requirements:"),
        ("O009",),
    ),
    Planted(
        "something supporting that defines the role",
        "O009",
        E,
        _role(
            "weight: 3, importance: supporting",
            "weight: 3, importance: supporting, §defining: true",
        ),
    ),
    Planted(
        "something that defines seniors only",
        "O009",
        E,
        _role(
            "{skill: git, level: {senior: 2}, weight: 1, importance: bonus",
            "{skill: git, level: {senior: 2}, weight: 1, importance: core, §defining: true",
        ),
        ("T002",),
    ),
    Planted(
        "a role that four things define",
        "O009",
        E,
        _role("weight: 5, importance: core", "weight: 5, importance: core, defining: true")
        + _role("weight: 3, importance: supporting", "weight: 3, importance: core, defining: true")
        + _role("    weight: 4\n", "    weight: 4\n    defining: true\n")
        + _role(
            "{skill: git, level: {senior: 2}, weight: 1, importance: bonus",
            "{skill: git, level: 2, weight: 1, importance: core, §defining: true",
        ),
    ),
)

_CHOICE = """\
  - choose: 1
    label: One scripting language
    of: [{skill: python, level: 1}, {skill: r, level: {senior: 1}}]
    weight: 4
"""
_FREE = "cost: free"
_TEACHING = "    evidence: [a program that somebody uses]\n    resources: [first-steps]\n"
_SQL_2 = "    evidence: [a query that answers a question]\n"
_LANGUAGE = PYTHON.replace("domain: tools", "domain: programming-languages")
_OUTER = _TWIN.replace("slug: got", "slug: outer").replace("title: Gott", "title: Outer")
_OUTER = _OUTER.replace("skl_00000009", "skl_0000000c").replace("gott", "outer")
_OUTER = _OUTER.replace("Burn a", "Cover a").replace(
    "high: 16}\n", "high: 16}\n    requires: [{skill: got, level: 1, why: it is drawn around it}]\n"
)

TEACHING = (
    Planted(
        "nearly ready with nothing of something core",
        "T001",
        E,
        _bands("{fact: lowest_core_credit, more_than: 0}, {", "{")
        + _bands("- name: nearly-ready", "- §name: nearly-ready")
        + _role("    weight: 4\n", "    weight: 2\n"),
        ("A006",),
    ),
    Planted(
        "nearly ready with little of what defines the role",
        "T001",
        E,
        _bands(", {fact: defining_met, is: true}]", "]")
        + _bands("- name: nearly-ready", "- §name: nearly-ready")
        + _role("    weight: 4\n", "    weight: 4\n    defining: true\n"),
        ("A006",),
    ),
    Planted(
        "a language that comes last",
        "T003",
        W,
        (
            Fault(PYTHON_PATH, "kind", ""),
            Fault("skills/programming-languages/python.yaml", "", _LANGUAGE),
            Fault(
                "domains.yaml",
                "  - {slug: tools",
                "  - {slug: programming-languages, title: P, summary: p, subject: work}\n"
                "  - {slug: tools",
            ),
            *_role(_CHOICE, "  - §{skill: python, level: 1, weight: 4,"),
            *_role("    importance: core\n", " importance: core, defining: true}\n"),
        ),
    ),
    Planted(
        "a choice that seniority changes",
        "T004",
        W,
        (
            Fault(PYTHON_PATH, "{low: 20, typical: 35,", "{low: 20, typical: 30,"),
            *_role("- choose: 1", "- §choose: 1"),
            *_role("{skill: r, level: {senior: 1}}", "{skill: r, level: 1}"),
            *_role("weight: 1, importance: bonus", "weight: 1, importance: supporting"),
        ),
    ),
    Planted(
        "a way to a prerequisite that seniority changes",
        "T004",
        W,
        (
            Fault(PYTHON_PATH, "{low: 20, typical: 35, high: 60}", "{low: 2, typical: 4, high: 8}"),
            *_role("slug: data-analyst", "slug: §data-analyst"),
            *_role(_CHOICE, "  - {skill: r, level: {senior: 1}, weight: 4,"),
            *_role("    importance: core\n", " importance: core}\n"),
        ),
    ),
    Planted(
        "a first level without a free course",
        "T005",
        W,
        (
            Fault(RESOURCE_PATH, _FREE, "cost: paid"),
            *_git("resources: [pro-git]", "§resources: [pro-git]"),
        ),
    ),
    Planted(
        "a first level without resources",
        "T005",
        W,
        (
            Fault(PYTHON_PATH, _TEACHING, _TEACHING.partition("    res")[0]),
            Fault(PYTHON_PATH, "  1:\n", "  §1:\n"),
        ),
    ),
    Planted(
        "something core that nothing proves",
        "T006",
        W,
        _sql(f"{_SQL_2}    res", "    res") + _sql("  2:\n", "  §2:\n"),
    ),
    Planted(
        "a skill that only an unused one requires",
        "T007",
        W,
        (
            _new_skill("got", _TWIN.replace("slug: got", "slug: §got")),
            _new_skill("outer", _OUTER),
        ),
    ),
)

_FORMER_ROLE = _role("title: Data analyst\n", "title: Data analyst\nformer_slugs: [analyst]\n")
_PROVES = "[{skill: sql, level: 1}, {skill: reporting, level: 1}]"

PROJECTS = (
    Planted("an unknown skill in a project", "R001", E, _project("skill: sql", "skill: §sqll")),
    Planted("an unknown role", "R012", E, _project("[data-analyst]", "[§data-anlyst]")),
    Planted(
        "a level that a project makes up",
        "R004",
        E,
        _project("{skill: sql, level: 1}", "{skill: sql, level: §3}"),
    ),
    Planted(
        "a project of a deprecated role",
        "R005",
        W,
        _role("status: active", "status: deprecated") + _project("[data-", "[§data-"),
    ),
    Planted(
        "a project of a draft role",
        "R006",
        E,
        _role("status: active", "status: draft") + _project("[data-", "[§data-"),
    ),
    Planted(
        "a project that proves a deprecated skill",
        "R005",
        W,
        (
            Fault(GIT_PATH, "status: active", "status: deprecated"),
            Fault(SQL_PATH, "- {skill: git", "- {skill: §git"),
            Fault(PYTHON_PATH, "- {skill: git", "- {skill: §git"),
            Fault(ROLE_PATH, "- {skill: git", "- {skill: §git"),
            Fault(PROJECT_PATH, "{skill: sql,", "{skill: §git,"),
        ),
    ),
    Planted(
        "an old slug of a role",
        "R007",
        W,
        _FORMER_ROLE + _project("[data-analyst]", "[§analyst]"),
    ),
    Planted("a role twice", "R009", E, _project("[data-analyst]", "[data-analyst, §data-analyst]")),
    Planted(
        "a rubric of two",
        "P001",
        E,
        _project("rubric:\n  -", "rubric:\n  §-")
        + _project("  - {criterion: Chart,", "  # {criterion: Chart,"),
    ),
    Planted(
        "two levels of one skill",
        "P002",
        E,
        _project(_PROVES, "[{skill: sql, level: 2}, {skill: §sql, level: 1}]"),
    ),
    Planted(
        "a role that has no use for it",
        "P003",
        W,
        (
            Fault(
                "roles/r-developer.yaml",
                "",
                ROLE.partition("requirements:")[0]
                .replace("rol_00000001", "rol_00000002")
                .replace("slug: data-analyst", "slug: r-developer")
                .replace("title: Data analyst", "title: R developer")
                .replace("aliases: [analyst]\n", "")
                + "requirements:\n  - {skill: r, level: 1, weight: 5, importance: core}\n",
            ),
            *_project("[data-analyst]", "[data-analyst, §r-developer]"),
        ),
    ),
    Planted("hours of a project in disorder", "E001", E, _project("{low: 0", "§{low: 9")),
    Planted("a project of no brief", "F007", W, _project("brief: Build", "brief: §''  # Build")),
    Planted(
        "an overlong criterion", "F008", W, _project("criterion: Chart", "criterion: §" + "x" * 61)
    ),
    Planted(
        "a brief of the skeleton", "F012", W, _project("brief: Build a", "brief: §TODO build a")
    ),
    Planted(
        "a link in a brief", "U001", E, _project("brief: Build", "brief: §Build http://a.org and")
    ),
    Planted(
        "a project without proof",
        "F005",
        E,
        _project("kind: project", "§kind: project") + _project(f"proves: {_PROVES}\n", "#\n"),
    ),
    Planted("an empty rubric", "F003", E, _project("roles: [data-analyst]", "roles: §[]")),
    Planted("an id of another kind", "I004", E, _project("id: prj_00000001", "id: §rol_00000001")),
    Planted(
        "a project twice",
        "I001",
        E,
        (
            Fault(
                "projects/b-report.yaml",
                "",
                PROJECT.replace("id: prj", "id: §prj")
                .replace("slug: a-report", "slug: b-report")
                .replace("A report that a shop", "Something else that one"),
            ),
        ),
    ),
)

OTHERS = (
    Planted("a code of another form", "X001", E, _role('"15-2051.00"', '§"15-2051"')),
    Planted(
        "two exact codes",
        "X003",
        E,
        _sql(
            "mappings:\n",
            'mappings:\n  - {system: esco, relation: exact, version: "1.2.0", '
            'ref: "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000002"}\n',
        )
        + _sql('000001"\n    relation: exact', '000001"\n    relation: §exact'),
    ),
    Planted("another release", "X004", W, _role('version: "29.2"', 'version: §"29.1"')),
    Planted("a link without s", "U001", E, _resource("url: https", "url: §http")),
    Planted(
        "a shortened link", "U002", W, _resource("url: https://git-scm.com", "url: §https://t.co")
    ),
    Planted(
        "a link to nowhere", "U001", E, _git('"https://example.org/a"', '§"https://localhost"')
    ),
    Planted(
        "a review that is due",
        "V001",
        N,
        _git("review_by: 2027-11-22", "review_by: §2026-11-21")
        + _git("reviewed_on: 2026-11-22", "reviewed_on: 2025-11-22"),
    ),
    Planted(
        "a table of another name", "A001", E, _bands("name: bands", "name: §band"), ("I008", "A001")
    ),
    Planted(
        "a rule name twice",
        "A001",
        E,
        _bands("name: nearly-ready", "name: §ready"),
        ("A006", "A002"),
    ),
    Planted(
        "an unknown fact",
        "A002",
        E,
        _bands("{fact: readiness, at_least: 70}", "{fact: §readines, at_least: 70}"),
        ("A006",),
    ),
    Planted(
        "a decision that nothing reads",
        "A002",
        E,
        _bands("      title: Ready\n", "      title: Ready\n      §titel: Ready\n"),
    ),
    Planted(
        "a gap that nothing fills",
        "A002",
        E,
        (Fault("rules/phase-names.yaml", '"{themes}"', '§"{theme}"'),),
    ),
    Planted(
        "an expectation of no rule",
        "A002",
        E,
        _bands("expect: [ready]", "expect: [§redy]"),
        ("A006",),
    ),
    Planted(
        "a number against true",
        "A003",
        E,
        _bands("{fact: core_met, is: true}", "{fact: core_met, is: §1}"),
        (),
    ),
    Planted(
        "an order of truths",
        "A003",
        E,
        _bands("{fact: core_met, is: true}", "{fact: core_met, at_least: §1}"),
    ),
    Planted(
        "a rule in the shadow",
        "A004",
        W,
        _bands(
            "  - name: on-the-way",
            "  - §name: again\n    when: {all: [{fact: readiness, at_least: 70}, "
            "{fact: lowest_core_credit, more_than: 0}, {fact: defining_met, is: true}]}\n"
            "    then: {band: a, title: b, text: c}\n  - name: on-the-way",
        ),
    ),
    Planted(
        "a domain that is not there",
        "A007",
        E,
        (Fault("rules/freshness.yaml", "one_of: [data]", "one_of: §[date]"),),
        ("A006",),
    ),
    Planted(
        "a class of gaps that is not there",
        "A007",
        E,
        (Fault("rules/gaps.yaml", "gap_class: weak", "gap_class: §week"),),
    ),
    Planted(
        "phases of no hours",
        "A007",
        E,
        (Fault("rules/phases.yaml", "phase_hours: 40", "phase_hours: §0"),),
    ),
    Planted(
        "rules that overlap",
        "A005",
        E,
        _bands("hit: first", "hit: unique")
        + _bands("  - {given: {readiness: 100,", "  - §{given: {readiness: 100,")
        + _bands("  - {given: {readiness: 85,", "  - §{given: {readiness: 85,")
        + _bands("  - {given: {readiness: 96,", "  - §{given: {readiness: 96,")
        + _bands("  - {given: {readiness: 96,", "  - §{given: {readiness: 96,")
        + _bands("  - {given: {readiness: 96,", "  - §{given: {readiness: 96,")
        + _bands("  - {given: {readiness: 70,", "  - §{given: {readiness: 70,")
        + _bands("  - {given: {readiness: 84.9,", "  - §{given: {readiness: 84.9,")
        + _bands("  - {given: {readiness: 69.9,", "  - §{given: {readiness: 69.9,"),
    ),
    Planted(
        "a test that fails",
        "A006",
        E,
        _bands(
            "- {given: {readiness: 100, core_met: true, missing_core: 0, lowest_core_credit: 1, "
            "defining_met: true}, expect: [ready]}",
            "- §{given: {readiness: 100, core_met: true, missing_core: 0, lowest_core_credit: 1, "
            "defining_met: true}, expect: [on-the-way]}",
        ),
    ),
)


def _measured(old: str, new: str) -> tuple[Fault, ...]:
    assert MEASURED.count(old) >= 1, old
    return (Fault(MEASURED_PATH, "", MEASURED.replace(old, new, 1)),)


_EDGE = "{skill: python, level: 1, needs: {skill: git, level: 1}, held: 0.82, count: 130}"
_RATIO = "{skill: git, level: 1, ratio: 1.1, low: 0.9, high: 1.3, count: 64}"
MEASURED_NUMBERS = (
    Planted("a rate that is noise", "F003", E, _measured("slip: 0.06", "slip: §0.5")),
    Planted("a number that rests on few", "F003", E, _measured("count: 410", "count: §9")),
    Planted("a ratio that is no ratio", "F003", E, _measured("high: 1.3", "high: §40")),
    Planted(
        "a number without a source",
        "F005",
        E,
        _measured("replies:\n  source: response statistics", "§replies:"),
    ),
    Planted(
        "a day that never was", "F009", E, _measured("seen_on: 2026-11-20", "seen_on: §2026-02-30")
    ),
    Planted(
        "an unknown skill",
        "M001",
        E,
        _measured("{skill: git, level: 1, difficulty", "{skill: §gitt, level: 1, difficulty"),
    ),
    Planted(
        "an unknown level",
        "M001",
        E,
        _measured("{skill: git, level: 1, ratio", "{skill: git, level: §3, ratio"),
    ),
    Planted(
        "a skill under its former slug",
        "M001",
        W,
        _measured(
            "{skill: git, level: 1, ratio", "{skill: §structured-query-language, level: 1, ratio"
        ),
    ),
    Planted(
        "an edge that is none",
        "M002",
        E,
        _measured("needs: {skill: git, level: 1}", "needs: §{skill: sql, level: 1}"),
    ),
    Planted(
        "a prerequisite at another level",
        "M002",
        E,
        _measured("needs: {skill: git, level: 1}", "needs: §{skill: git, level: 2}"),
    ),
    Planted("an edge twice", "M003", E, _measured(_EDGE, f"{_EDGE}\n    - §{_EDGE}")),
    Planted(
        "a ratio outside its interval",
        "M004",
        E,
        _measured(_RATIO, "§" + _RATIO.replace("0.9", "1.2")),
    ),
    Planted(
        "hours that people do not need",
        "M005",
        N,
        (
            *_measured("low: 0.9", "low: 1.05"),
            Fault(GIT_PATH, "effort_hours: {low: 4", "effort_hours: §{low: 4"),
        ),
    ),
    Planted(
        "content of the future", "M006", E, _measured('version: "1.2.0"', 'version: §"1.99.0"')
    ),
    Planted("another major version", "M006", W, _measured('version: "1.2.0"', 'version: §"0.9.0"')),
)
"""What may be wrong with measured.yaml."""

PLANTED = (
    *(*SYNTAX, *FIELDS, *SHORT_TITLES, *IDENTITY, *REFERENCES, *GROUPINGS, *GRAPH, *LEVELS),
    *(*ROLES, *TEACHING, *PROJECTS, *OTHERS, *MEASURED_NUMBERS),
)
