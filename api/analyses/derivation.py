"""Why a kept analysis says what it says: worked out again from what it was made from."""

import msgspec

from api.analyses.derivation_schemas import DerivationView, NodeKindName, NodeView
from api.analyses.repository import AnalysisInputs
from api.analyses.snapshot import StoredInputs
from api.analyses.views import date_of, day_of, step_ref
from api.catalog.current import Knowledge
from api.errors import NotFoundError
from api.http.encoding import encode
from api.messages.text import Text
from engine import (
    ENGINE_VERSION,
    Derivation,
    DerivationContext,
    Node,
    OutlineLine,
    Provenance,
    Variant,
    derive,
)


def encoded_derivation(knowledge: Knowledge, kept: AnalysisInputs, of: str) -> bytes:
    """Encode a `DerivationView`; equal inputs give equal bytes.

    Args:
        knowledge: What the analysis was made with.
        kept: The analysis.
        of: The conclusion asked about.

    Raises:
        UnknownConclusionError: The analysis has no such conclusion.
        NotFoundError: The role is not in that knowledge.
    """
    inquiry = inquiry_of(knowledge, kept)
    return encode(_view(knowledge, inquiry, derive(inquiry, of)))


def inquiry_of(knowledge: Knowledge, kept: AnalysisInputs) -> DerivationContext:
    """A kept analysis, asked again under the knowledge it was made with.

    Raises:
        NotFoundError: The role is not in that knowledge.
    """
    inputs = msgspec.json.decode(kept.inputs, type=StoredInputs)
    role = knowledge.role_of_id(kept.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    today = None if inputs.today is None else day_of(inputs.today)
    return DerivationContext.of(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(kept.variant),
        profile=inputs.profile(knowledge),
        provenance=Provenance(
            knowledge.rules, knowledge.version, knowledge.hash, ENGINE_VERSION, today
        ),
    )


def _view(
    knowledge: Knowledge, inquiry: DerivationContext, derivation: Derivation
) -> DerivationView:
    provenance = inquiry.provenance
    return DerivationView(
        knowledge_version=provenance.knowledge_version,
        knowledge_hash=provenance.knowledge_hash,
        engine_version=provenance.engine_version,
        of=derivation.of,
        conclusion=derivation.of,
        value=dict(derivation.value),
        nodes=[_node(knowledge, node) for node in derivation.nodes],
        text="\n".join(_line(line) for line in derivation.outline),
    )


def _line(line: OutlineLine) -> str:
    """A line of the outline, indented under what it explains, with its place in the content."""
    words = Text.of(line.message).say()
    placed = words if line.source is None else f"{words} [{line.source}]"
    return f"{'  ' * line.depth}{'- ' if line.depth else ''}{placed}"


def _node(knowledge: Knowledge, node: Node) -> NodeView:
    kind: NodeKindName = node.kind.value
    return NodeView(
        id=node.id,
        kind=kind,
        text=Text.of(node.message).say(),
        source=None if node.source is None else str(node.source),
        steps=[step_ref(knowledge, step) for step in node.steps],
        rated_on=None if node.rated_on is None else date_of(node.rated_on),
        rating_source=None if node.rating_source is None else node.rating_source.value,
        from_=list(node.needs),
        from_any=[list(way) for way in node.any_of],
    )
