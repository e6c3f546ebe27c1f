"""What all tables share: names of constraints, column types, and the tags on columns."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Float, LargeBinary, MetaData, SmallInteger, Text, Uuid
from sqlalchemy.orm import DeclarativeBase


class Retention(StrEnum):
    """How long a column's value is stored."""

    ACCOUNT = "until the account is erased"
    SESSION = "until 30 days after the session ended"
    DAY = "one day"
    MINUTES = "five minutes"
    AUDIT = "as many months as CAREER_AUDIT_MONTHS says; identifies no person"
    FOREVER = "forever; identifies no person"


class TableRow(DeclarativeBase):
    """One table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy wants a plain dict here
        str: Text(),
        int: BigInteger(),
        float: Float(precision=53),
        bytes: LargeBinary(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
    }


SMALL = SmallInteger()


def tags(
    purpose: str, retention: Retention = Retention.ACCOUNT, *, is_secret: bool = False
) -> dict[str, str | bool]:
    """Say what a column is for and how long it is stored.

    Args:
        purpose: What it is for.
        retention: How long it is stored.
        is_secret: Whether a password or token could be guessed with it; exports leave it out.
    """
    return {"purpose": purpose, "retention": retention.value, "is_secret": is_secret}
