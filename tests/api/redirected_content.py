"""The small content as later releases change it, swapped under a running application."""

from small_content import (
    PROJECT_PATH,
    R_PATH,
    REPORTING_PATH,
    ROLE,
    ROLE_PATH,
    SQL,
    SQL_PATH,
    Fault,
    whole_content,
)

RENAMED = (
    Fault(SQL_PATH, SQL, ""),
    Fault(
        "skills/data/queries.yaml",
        "",
        SQL.replace("slug: sql\nformer_slugs: [", "slug: queries\nformer_slugs: [sql, "),
    ),
    Fault(ROLE_PATH, "{skill: sql,", "{skill: queries,"),
    Fault(REPORTING_PATH, "{skill: sql,", "{skill: queries,"),
    Fault(ROLE_PATH, ROLE, ""),
    Fault(
        "roles/analyst.yaml",
        "",
        ROLE.replace("slug: data-analyst\n", "slug: analyst\nformer_slugs: [data-analyst]\n")
        .replace("aliases: [analyst]\n", "")
        .replace("{skill: sql,", "{skill: queries,"),
    ),
    Fault(PROJECT_PATH, "roles: [data-analyst]", "roles: [analyst]"),
)
"""SQL is called queries, and the role analyst."""


def gone(skill: str, number: int, change: str, to: str = "") -> Fault:
    line = f"{{of: skill, id: skl_0000000{number}, slug: {skill}, change: {change}, "
    line += f'since: "1.0.0", to: [{to}], title: The {skill} of old}}'
    return Fault("redirects.yaml", "redirects: []", f"redirects:\n  - {line}")


WITHOUT_R = (
    Fault(R_PATH, whole_content()[R_PATH], ""),
    Fault(
        REPORTING_PATH,
        "any_of: [{skill: python, level: 1}, {skill: r, level: 1}]",
        "any_of: [{skill: python, level: 1}, {skill: git, level: 2}]",
    ),
    Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: git, level: {senior: 2}}"),
    Fault(ROLE_PATH, "  - {skill: git, level: {senior: 2}, weight: 1, importance: bonus}\n", " \n"),
)
MERGED = (*WITHOUT_R, gone("r", 4, "merged", "python"))
SPLIT = (*WITHOUT_R, gone("r", 4, "split", "python, git"))
RETIRED = (*WITHOUT_R, gone("r", 4, "retired"))
