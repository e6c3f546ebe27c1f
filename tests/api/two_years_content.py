"""The content of two years: small enough for every figure to be worked out by hand.

A level takes its typical hours; low are half of them and high twice as many. At 7 hours a week a
day has one hour, so that hours are days. What a junior analyst needs, with the weights, which add
up to 20, so that one of weight w is worth 5w points:

    SQL 1 (14 h, 6)   charts 1 (7 h, 4; requires SQL 1)   Excel 1 (5 h, 2)   sheets 1 (8 h, 2)
    cleaning 1 (12 h, 4)   Git 1 (7 h, 2)

The second release calls SQL queries, merges Excel into sheets (which then weigh 4), splits cleaning
into parsing and checking (6 h and weight 2 each), and gives Python 35 hours instead of 28. The
third retires the role of the engineer.
"""

from living_content import LivingContent
from short_records import Ladder, Levels, need, role_record, skill_record

from knowledge.reading.records import RoleRecord

JUNIOR = "junior"
MID = "mid"


def _analyst(sql: str, *others: tuple[str, int]) -> RoleRecord:
    both: Levels = {JUNIOR: 1, MID: 1}
    return role_record(
        1,
        "analyst",
        (JUNIOR, MID),
        need(sql, {JUNIOR: 1, MID: 2}, 6),
        need("charts", both, 4),
        *(need(skill, both, weight) for skill, weight in others),
        need("git", both, 2),
        need("python", {MID: 1}, 5),
    )


def first_release() -> LivingContent:
    """Version 1.0.0."""
    skills = [
        skill_record(1, "git", Ladder((7, 7))),
        skill_record(2, "sql", Ladder((14, 21))),
        skill_record(3, "charts", Ladder((7,), {1: (("sql", 1),)})),
        skill_record(4, "python", Ladder((28,), {1: (("git", 1),)})),
        skill_record(5, "cleaning", Ladder((12,))),
        skill_record(6, "excel", Ladder((5,))),
        skill_record(7, "sheets", Ladder((8,))),
    ]
    engineer = role_record(
        2, "engineer", (JUNIOR,), need("python", {JUNIOR: 1}, 5), need("git", {JUNIOR: 2}, 5)
    )
    analyst = _analyst("sql", ("excel", 2), ("sheets", 2), ("cleaning", 4))
    return LivingContent(skills, [analyst, engineer])


def second_release(content: LivingContent) -> LivingContent:
    """Version 1.1.0."""
    new = content.copy()
    sql = new.rename_skill("sql")
    new.merge_skill("excel", "sheets")
    parsing, checking = new.split_skill("cleaning")
    new.change_hours("python", 1, 35)
    weights = {"sheets": 4, parsing: 2, checking: 2}
    analyst = new.role("analyst")
    for number, one in enumerate(analyst.requirements):
        if one.skill in weights:
            new.change_requirement("analyst", number, weights[one.skill])
    assert (sql, parsing, checking) == ("sql-1001", "cleaning-1002", "cleaning-1003")
    return new


def third_release(content: LivingContent) -> LivingContent:
    """Version 1.2.0."""
    new = content.copy()
    new.retire_role("engineer")
    return new
