"""Slips whose sentences no other planted fault shows: a title, and the changes that make it."""

from small_content import (
    GIT,
    GIT_PATH,
    MEASURED,
    MEASURED_PATH,
    PROJECT_PATH,
    PYTHON_PATH,
    REPORTING_PATH,
    RESOURCE_PATH,
    ROLE_PATH,
    SQL_PATH,
    Fault,
)

BANDS = "rules/bands.yaml"
FRESHNESS = "rules/freshness.yaml"

MORE = {
    "measured numbers of a skill that nothing resembles": (
        Fault(MEASURED_PATH, "", MEASURED),
        Fault(
            MEASURED_PATH,
            "{skill: git, level: 1, difficulty",
            "{skill: xylophone, level: 1, difficulty",
        ),
    ),
    "measured numbers of a draft": (
        Fault(MEASURED_PATH, "", MEASURED),
        Fault(GIT_PATH, "status: active", "status: draft"),
    ),
    "an importance that is none": (Fault(ROLE_PATH, "importance: core", "importance: vital"),),
    "a table that is not there": (Fault("rules/gaps.yaml", "kind", ""),),
    "a table in two files": (
        Fault("rules/freshness-too.yaml", "", "kind: rules\nname: freshness\n"),
    ),
    "a table of an unheard-of name": (Fault(BANDS, "name: bands", "name: qqqqqq"),),
    "an unheard-of fact": (Fault(BANDS, "{fact: readiness, at_least: 70}", "{fact: qqqq, is: 7}"),),
    "a decision left out": (Fault(BANDS, "      title: Ready\n", "#\n"),),
    "an unheard-of decision": (
        Fault(BANDS, "      title: Ready\n", "      title: Ready\n      qqqq: 1\n"),
    ),
    "a truth in quotes": (
        Fault(BANDS, "{fact: core_met, is: true}", '{fact: core_met, is: "yes"}'),
    ),
    "a number for a title": (Fault(BANDS, "      title: Ready\n", "      title: 5\n"),),
    "a value that is none of those": (
        Fault(FRESHNESS, "one_of: [data]", "one_of: [qqqq]"),
        Fault(FRESHNESS, "expect: [years-ago]", "expect: []"),
    ),
    "a test that a rule misses": (Fault(FRESHNESS, "years: 5, level", "years: 4, level"),),
    "a test that does not give a fact": (Fault(FRESHNESS, "{years: 5, level: 2, ", "{"),),
    "a test that expects nothing": (Fault(FRESHNESS, "expect: [years-ago]", "expect: []"),),
    "a test that a negation misses": (
        Fault(
            FRESHNESS,
            "{all: [{fact: years, at_least: 5}, {fact: domain, one_of: [data]}]}",
            "{not: {any: [{fact: years, less_than: 6}, {fact: source, is_not: self}]}}",
        ),
    ),
    "a condition of two kinds": (
        Fault(BANDS, "{fact: core_met, is: true}", "{fact: core_met, is: true, is_not: false}"),
    ),
    "a condition without an operator": (
        Fault(BANDS, "{fact: core_met, is: true}", "{fact: core_met}"),
    ),
    "a requirement of two kinds": (Fault(ROLE_PATH, "- choose: 1", "- skill: git\n    choose: 1"),),
    "a key of a group without a value": (
        Fault(
            REPORTING_PATH, "any_of: [{skill: python, level: 1}, {skill: r, level: 1}]", "any_of:"
        ),
    ),
    "hours without the typical ones": (Fault(GIT_PATH, "low: 4, typical: 8,", "low: 4,"),),
    "a level without hours": (
        Fault(GIT_PATH, "    effort_hours: {low: 4, typical: 8, high: 16}\n", "#\n"),
    ),
    "a file of another name": (
        Fault(GIT_PATH, "kind", ""),
        Fault("skills/tools/gitt.yaml", "", GIT),
    ),
    "a file whose name is no slug": (
        Fault(GIT_PATH, "kind", ""),
        Fault("skills/tools/Git 2.yaml", "", GIT),
    ),
    "a project of another file name": (
        Fault(PROJECT_PATH, "slug: a-report", "slug: another-report"),
    ),
    "a verb that cannot be observed": (Fault(GIT_PATH, "- Commit a", "- Understand a"),),
    "a choice of one": (
        Fault(
            ROLE_PATH,
            "[{skill: python, level: 1}, {skill: r, level: {senior: 1}}]",
            "[{skill: r, level: 1}]",
        ),
    ),
    "an unheard-of skill": (Fault(REPORTING_PATH, "skill: sql", "skill: qqqq"),),
    "an unheard-of resource": (Fault(GIT_PATH, "[pro-git]", "[qqqq]"),),
    "an unheard-of domain": (Fault(GIT_PATH, "domain: tools", "domain: qqqq"),),
    "an unheard-of role": (Fault(PROJECT_PATH, "[data-analyst]", "[qqqq]"),),
    "an unheard-of family": (Fault(ROLE_PATH, "family: data", "family: qqqq"),),
    "something that has been replaced": (
        Fault(GIT_PATH, "status: active", "status: deprecated"),
        Fault(
            GIT_PATH,
            "review:",
            'deprecation: {since: "1.1.0", reason: x, replaced_by: [r, sql]}\nreview:',
        ),
    ),
    "a replacement that is not there": (
        Fault(
            GIT_PATH,
            "review:",
            'deprecation: {since: "1.1.0", reason: x, replaced_by: [rr]}\nreview:',
        ),
    ),
    "an old slug in every place": (
        Fault(PYTHON_PATH, "slug: python\n", "slug: python\nformer_slugs: [snake]\n"),
        Fault(REPORTING_PATH, "skill: python", "skill: snake"),
        Fault(ROLE_PATH, "skill: python", "skill: snake"),
        Fault(PROJECT_PATH, "skill: reporting", "skill: snake"),
        Fault(
            GIT_PATH,
            "review:",
            'deprecation: {since: "1.1.0", reason: x, replaced_by: [snake]}\nreview:',
        ),
        Fault(RESOURCE_PATH, "slug: pro-git\n", "slug: pro-git\nformer_slugs: [git-book]\n"),
        Fault(GIT_PATH, "[pro-git]", "[git-book]"),
    ),
    "a key indented too far": (Fault(GIT_PATH, "title: Git", "  title: Git"),),
    "a file of nothing": (Fault("roles/empty.yaml", "", "# nothing\n"),),
    "something that is no YAML": (
        Fault(GIT_PATH, "summary: Keep every version of a text.", "summary: |x"),
    ),
    "a byte of no known text": (Fault(GIT_PATH, "of a text", "of a \udc81 text"),),
    "a file in UTF-16": (Fault("roles/wide.yaml", "", "\udcff\udcfek\x00"),),
    "an alias": (
        Fault(GIT_PATH, "title: Git", "title: &name Git"),
        Fault(GIT_PATH, "[version control]", "[*name]"),
    ),
    "a file that is too large": (Fault("roles/large.yaml", "", "#" * 300_000),),
    "an ending": (Fault("roles/tester.yml", "", "kind: role\n"),),
    "a list of nothing": (Fault(GIT_PATH, "aliases: [version control]", "aliases:"),),
    "a text of nothing": (Fault(GIT_PATH, "summary: Keep every version of a text.", "summary:"),),
    "a list that is a number": (Fault(GIT_PATH, "[version control]", "5"),),
    "a list that is a mapping": (Fault(GIT_PATH, "[version control]", "{a: b}"),),
    "a text that is true": (Fault(GIT_PATH, "title: Git", "title: true"),),
    "a text that is a fraction": (Fault(GIT_PATH, "title: Git", "title: 1.50"),),
    "a comma in braces": (
        Fault(
            REPORTING_PATH, "why: the numbers come from tables}", "why: numbers, which tables have}"
        ),
    ),
    "a date in another order": (
        Fault(GIT_PATH, "reviewed_on: 2026-11-22", "reviewed_on: 22.11.2026"),
    ),
    "a language in words": (Fault(RESOURCE_PATH, "language: en", "language: english"),),
    "a title of two lines": (Fault(GIT_PATH, "title: Git", 'title: "Git\\nit"'),),
    "a version of two numbers": (Fault(SQL_PATH, 'since: "1.0.0"', 'since: "1.0"'),),
    "another version of the schema": (
        Fault("manifest.yaml", "schema_version: 1", "schema_version: 2"),
    ),
    "a level in words": (Fault(GIT_PATH, "  2:\n", "  two:\n"),),
    "an unheard-of variant": (Fault(ROLE_PATH, "level: {junior: 1, ", "level: {qqqq: 1, "),),
    "a variant of nothing after one that is listed twice": (
        Fault(ROLE_PATH, "variants: [junior, senior]", "variants: [junior, junior, mid, senior]"),
        Fault(ROLE_PATH, "reporting, level: 1", "reporting, level: {junior: 1, senior: 1}"),
        Fault(
            ROLE_PATH,
            "{skill: python, level: 1}",
            "{skill: python, level: {junior: 1, senior: 1}}",
        ),
    ),
    "hours in words": (Fault(GIT_PATH, "low: 4,", "low: four,"),),
    "hours of two numbers": (Fault(GIT_PATH, "low: 4,", "low: 4 to 5,"),),
    "a level of a fraction": (Fault(ROLE_PATH, "reporting, level: 1", 'reporting, level: "1.5"'),),
    "a slug that cannot be made one": (Fault(REPORTING_PATH, "skill: sql", 'skill: "a/b"'),),
    "a condition that is a text": (Fault(FRESHNESS, "when: {all:", "when: years  # {all:"),),
    "three tabs and three hard spaces": (
        Fault(GIT_PATH, "title: Git", "title:\t\tGit"),
        Fault(SQL_PATH, "title: SQL", "title:\u00a0SQL"),
        Fault(SQL_PATH, "domain: data", "domain: data \u00a0"),
    ),
    "an option that is ranked although it is open to nobody": (
        Fault(ROLE_PATH, "    label: One", "    prefer: [python, r, git]\n    label: One"),
    ),
    "a text for a number of hours": (
        Fault("rules/phases.yaml", "phase_hours: 40", "phase_hours: forty"),
    ),
    "a text against a number": (
        Fault(BANDS, "{fact: readiness, at_least: 70}", "{fact: readiness, at_least: much}"),
    ),
    "a truth for a number": (Fault("rules/phases.yaml", "phase_hours: 40", "phase_hours: true"),),
    "a test of the wrong types": (
        Fault(FRESHNESS, "years: 5, level: 2, domain: data", "years: five, level: true, domain: 3"),
    ),
    "a test of an unheard-of rule": (
        Fault(FRESHNESS, "expect: [years-ago]", "expect: [years-ago, qqqq]"),
    ),
    "a fact that is a truth against a number": (
        Fault(BANDS, "{fact: core_met, is: true}", "{fact: core_met, is: 1}"),
    ),
    "a number of a fact against a truth": (
        Fault(BANDS, "{fact: readiness, at_least: 70}", "{fact: readiness, is: true}"),
    ),
    "a gap of a sentence in a decision that has none": (
        Fault(BANDS, "      title: Ready\n", '      title: "Ready for {job}"\n'),
    ),
    "rules of which one stands in the shadow of two": (
        Fault(
            FRESHNESS,
            "tests:\n",
            "  - name: again\n    when: {all: [{fact: years, at_least: 5}, "
            "{fact: domain, one_of: [data]}]}\n    then: {lower_by: 2}\ntests:\n",
        ),
    ),
    "a role that takes the cheapest of a choice": (
        Fault(PYTHON_PATH, "typical: 35, high: 60", "typical: 1999, high: 2000"),
        Fault(SQL_PATH, "typical: 20, high: 40", "typical: 1999, high: 2000"),
        Fault(GIT_PATH, "typical: 8, high: 16", "typical: 1999, high: 2000"),
        Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: r, level: 1}"),
    ),
    "a role of seniors without juniors": (
        Fault(ROLE_PATH, "variants: [junior, senior]", "variants: [senior]"),
        Fault(ROLE_PATH, "level: {junior: 1, senior: 2}", "level: 2"),
    ),
    "requirements that the same one implies": (
        Fault(ROLE_PATH, "{skill: sql, level: {junior: 1, senior: 2}", "{skill: sql, level: 1"),
        Fault(ROLE_PATH, "level: {senior: 2}, weight: 1", "level: 1, weight: 1"),
        Fault(REPORTING_PATH, "{skill: sql, level: 1, why", "{skill: sql, level: 2, why"),
        Fault(SQL_PATH, ", strength: soft, why", ", why"),
    ),
    "a level that skips a variant and falls": (
        Fault(ROLE_PATH, "[junior, senior]", "[junior, mid, senior]"),
        Fault(ROLE_PATH, "{junior: 1, senior: 2}", "{junior: 2, senior: 1}"),
        Fault(ROLE_PATH, "{senior: 1}", "{mid: 1}"),
    ),
    "a level for every variant above the top": (
        Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: r, level: 4}"),
        Fault(ROLE_PATH, "{junior: 1, senior: 2}", "{junior: 4, senior: 5}"),
    ),
    "redirects to nothing and of one kind to another": (
        Fault(
            "redirects.yaml",
            "redirects: []",
            "redirects:\n"
            '  - {of: role, id: x0, slug: clerk, change: moved, since: "1.0.0", to: [git]}\n'
            '  - {of: project, id: x1, slug: old, change: merged, since: "1.0.0", to: [zz]}\n'
            '  - {of: resource, id: x2, slug: book, change: split, since: "1.0.0",'
            " to: [pro-git, nothing]}\n"
            '  - {of: skill, id: x3, slug: svn, change: retired, since: "1.0.0"}\n'
            '  - {of: skill, id: x4, slug: svn, change: retired, since: "1.0.0"}',
        ),
    ),
    "former slugs of every kind that are taken": (
        Fault(ROLE_PATH, "title: Data analyst\n", "former_slugs: [sql]\ntitle: Data analyst\n"),
        Fault(RESOURCE_PATH, "title: Pro", "former_slugs: [first-steps]\ntitle: Pro"),
        Fault(PROJECT_PATH, "title: A", "former_slugs: [a-report]\ntitle: A"),
        Fault(PYTHON_PATH, "slug: python\n", "slug: python\nformer_slugs: [git, r]\n"),
    ),
    "empty texts and a placeholder": (
        Fault(PROJECT_PATH, "criterion: Figures", "criterion: ' '"),
        Fault(PROJECT_PATH, "meets: They run as they are", "meets: ''"),
        Fault(PROJECT_PATH, "exceeds: It marks what changed", "exceeds: ''"),
        Fault(PROJECT_PATH, "deliverable: The report and", "deliverable: ''  #"),
        Fault(ROLE_PATH, "summary: Turns", "summary: TODO Turns"),
        Fault(ROLE_PATH, "label: One scripting language", "label: ' '"),
        Fault(SQL_PATH, "why: queries are stored as files", "why: ' '"),
        Fault(SQL_PATH, "[a query that answers a question]", "['']"),
        Fault(SQL_PATH, "- Join three tables", "- ' '"),
    ),
    "long texts": (
        Fault(PROJECT_PATH, "title: A report", f"title: {'A' * 62} report"),
        Fault(PROJECT_PATH, "brief: Build", f"brief: {'B' * 900} Build"),
        Fault(PROJECT_PATH, "criterion: Figures", f"criterion: {'C' * 61}"),
        Fault(PROJECT_PATH, "meets: They run as they are", f"meets: {'M' * 241}"),
        Fault(PROJECT_PATH, "exceeds: It marks what changed", f"exceeds: {'E' * 241}"),
        Fault(PROJECT_PATH, "deliverable: The report", f"deliverable: {'D' * 300} The report"),
        Fault(ROLE_PATH, "summary: Turns", f"summary: {'S' * 200} Turns"),
        Fault(ROLE_PATH, "label: One scripting language", f"label: {'L' * 81}"),
        Fault(ROLE_PATH, "aliases: [analyst]", f"aliases: [analyst, {'A' * 61}]"),
        Fault(SQL_PATH, "[a query that answers a question]", f"[short, {'E' * 201}]"),
        Fault(SQL_PATH, "why: queries are stored as files", f"why: {'W' * 201}"),
        Fault(SQL_PATH, "- Join three tables", f"- Join three tables\n      - Join {'x' * 156}"),
    ),
    "nothing but errors in a level": (Fault(GIT_PATH, "  2:\n", "  9:\n"),),
}
