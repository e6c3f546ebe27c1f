"""Counts of what people replied and how long steps took them; none of it leads to a person."""

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from api.db.tables.declared import SMALL, Retention, TableRow, tags


class ResponseCountRow(TableRow):
    """One cell: the replies to a step or to a pair of steps, or the hours that a step took.

    Contributions wait until ten of them have come together; then they are settled as one. Only
    what is settled is exported.
    """

    __tablename__ = "response_counts"
    __table_args__ = (CheckConstraint("kind IN ('reply', 'pair', 'hours')", name="kind"),)

    knowledge_version: Mapped[str] = mapped_column(
        primary_key=True, info=tags("the content that was asked about", Retention.FOREVER)
    )
    kind: Mapped[str] = mapped_column(
        primary_key=True, info=tags("what is counted", Retention.FOREVER)
    )
    skill_id: Mapped[str] = mapped_column(
        primary_key=True, info=tags("which skill", Retention.FOREVER)
    )
    level: Mapped[int] = mapped_column(
        SMALL, primary_key=True, autoincrement=False, info=tags("which level", Retention.FOREVER)
    )
    other_skill_id: Mapped[str] = mapped_column(
        primary_key=True, info=tags("the pair's other skill, or nothing", Retention.FOREVER)
    )
    other_level: Mapped[int] = mapped_column(
        SMALL,
        primary_key=True,
        autoincrement=False,
        info=tags("the pair's other level, or 0", Retention.FOREVER),
    )
    contributions: Mapped[int] = mapped_column(
        info=tags("tells when the next ten are complete", Retention.FOREVER)
    )
    settled: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), info=tags("the counts that are exported", Retention.FOREVER)
    )
    waiting: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), info=tags("fewer than ten, which wait", Retention.FOREVER)
    )
