"""The content that the machine of a learner's journey begins with."""

from living_content import LivingContent
from short_records import Ladder, either, need, role_record, skill_record

_SKILLS = (
    ("git", Ladder((4, 6))),
    ("sql", Ladder((8, 10, 12))),
    ("python", Ladder((20, 16), {1: (("git", 1),)})),
    ("r", Ladder((12,))),
    (
        "charts",
        Ladder((6, 8), {1: ((("python", 1), ("r", 1)), ("sql", 1)), 2: (("sql", 2),)}),
    ),
    ("stats", Ladder((10, 14), {2: (("sql", 1),)})),
    ("deploy", Ladder((5,), {1: (("git", 2), ("python", 2))})),
)


def journey_world() -> LivingContent:
    """Seven skills and two roles in three and two variants."""
    analyst = role_record(
        1,
        "analyst",
        ("junior", "mid", "senior"),
        need("sql", {"junior": 1, "mid": 2, "senior": 3}, 5),
        need("charts", {"junior": 1, "mid": 1, "senior": 2}, 3, "supporting"),
        either(
            "One scripting language",
            4,
            ("python", {"junior": 1, "mid": 1, "senior": 2}),
            ("r", {"junior": 1, "mid": 1, "senior": 1}),
        ),
        need("stats", {"mid": 1, "senior": 2}, 2),
        need("git", {"junior": 1, "mid": 1, "senior": 1}, 1, "bonus"),
    )
    engineer = role_record(
        2,
        "engineer",
        ("junior", "senior"),
        need("python", {"junior": 1, "senior": 2}, 5),
        need("git", {"junior": 1, "senior": 2}, 3),
        need("deploy", {"senior": 1}, 2, "supporting"),
        need("sql", {"junior": 1, "senior": 1}, 1, "bonus"),
    )
    skills = [skill_record(n, slug, ladder) for n, (slug, ladder) in enumerate(_SKILLS, start=1)]
    return LivingContent(skills, [analyst, engineer])
