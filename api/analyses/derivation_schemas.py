"""What explanations say over the wire."""

from datetime import date
from typing import Literal

from msgspec import field

from api.wire import OutputStruct, StepRefView

NodeKindName = Literal[
    "conclusion",
    "rating",
    "not_rated",
    "not_implied",
    "requirement",
    "effort",
    "prerequisite",
    "rule",
    "question",
    "knowledge",
    "engine",
]


class NodeView(OutputStruct, frozen=True):
    """One sentence of an explanation, and the sentences it follows from.

    It follows from every node in `from` and, when `fromAny` has lists, from the nodes of one
    of them. A node with neither is a fact; `steps` are those it speaks of, `source` is
    path:line:column in the knowledge.
    """

    id: str
    kind: NodeKindName
    text: str
    source: str | None
    steps: list[StepRefView]
    rated_on: date | None
    rating_source: str | None
    from_: list[str] = field(name="from")
    from_any: list[list[str]]


class DerivationView(OutputStruct, frozen=True):
    """Why a conclusion of a kept analysis is what it is.

    `conclusion` is the node it is about; `value` is what it states. As long as every fact
    stays true it stays; take away a fact that it cannot be reached without, and it changes.
    """

    knowledge_version: str
    knowledge_hash: str
    engine_version: str
    of: str
    conclusion: str
    value: dict[str, bool | float | str]
    nodes: list[NodeView]
    text: str
