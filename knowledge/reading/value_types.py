"""The types of single fields: ids, slugs, dates, hours, with their patterns and bounds.

The description of a form is a code of the message catalogue; the schemas and the findings
put it into words.
"""

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

from engine import Message

SCHEMA_VERSION = 1
TOP_LEVEL = 5
MOST_VARIANTS = 9
"""So many stages the longest public framework of careers knows."""
ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
PLACEHOLDERS = ("TODO", "Do the first thing that", "Do ordinary work with")
"""The beginnings of the texts that `new` writes as placeholders."""
ID_PREFIXES = {
    "skill": "skl_",
    "role": "rol_",
    "resource": "res_",
    "project": "prj_",
    "rules": "rul_",
}

_END = r"$(?!\n)"  # the end, in the dialects of Python and of JSON Schema alike
_ID = "_[0-9a-hjkmnp-tv-z]{8}" + _END
_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*" + _END
_DATE = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" + _END
_ID_FORM = "form.id"

SkillId = Annotated[str, Meta(pattern="^skl" + _ID, description=_ID_FORM)]
RoleId = Annotated[str, Meta(pattern="^rol" + _ID, description=_ID_FORM)]
ResourceId = Annotated[str, Meta(pattern="^res" + _ID, description=_ID_FORM)]
ProjectId = Annotated[str, Meta(pattern="^prj" + _ID, description=_ID_FORM)]
RulesId = Annotated[str, Meta(pattern="^rul" + _ID, description=_ID_FORM)]
SLUG_FORM = Message("form.slug")
Slug = Annotated[str, Meta(pattern=_SLUG, max_length=64, description=SLUG_FORM.code)]
Name = Annotated[str, Meta(pattern=r"^\S(.*\S)?" + _END, description="form.line")]
Version = Annotated[
    str,
    Meta(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+" + _END, description="form.version"),
]
Date = Annotated[str, Meta(pattern=_DATE, description="form.date")]
LevelNumber = Annotated[int, Meta(ge=1, le=TOP_LEVEL)]
HoursNumber = Annotated[float, Meta(gt=0, le=2000)]
ProjectHoursNumber = Annotated[float, Meta(ge=0, le=2000)]
Year = Annotated[int, Meta(ge=1900, le=2100)]
Weight = Annotated[int, Meta(ge=1, le=10)]
Language = Annotated[
    str, Meta(pattern="^[a-z]{2,3}(-[A-Z]{2})?" + _END, description="form.language")
]
Status = Literal["draft", "active", "deprecated"]


def is_slug(text: str) -> bool:
    """Whether a text can be a file name and part of an address.

    Example:
        >>> is_slug("data-quality"), is_slug("Data quality")
        (True, False)
    """
    return len(text) <= 64 and re.search(_SLUG, text) is not None


class ContentRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all records share: frozen, no unknown keys."""
