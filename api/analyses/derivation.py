"""Why a stored analysis says what it says: derived again from what it was made from."""

from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import DerivationView, NodeKindName, NodeView
from api.analyses.stored import StoredInputs
from api.analyses.views import date_of, day_of, step_ref
from api.catalog.current import Knowledge
from api.errors import NotFoundError
from api.http.encoding import encode
from api.messages.text import LANGUAGES, Text
from engine import ENGINE_VERSION, Derivation, Inquiry, Node, Occasion, Variant, derive


def encoded_derivation(
    knowledge: Knowledge, stored: StoredAnalysis, of: str, language: str = LANGUAGES[0]
) -> bytes:
    """Encode a `DerivationView`; equal inputs give equal bytes.

    Args:
        knowledge: What the analysis was made with.
        stored: The analysis.
        of: The conclusion to explain.
        language: Of the sentences.

    Raises:
        UnknownConclusionError: The analysis has no such conclusion.
        NotFoundError: The role is not in that knowledge.
    """
    inquiry = inquiry_of(knowledge, stored)
    return encode(_view(knowledge, inquiry, derive(inquiry, of)), language)


def inquiry_of(knowledge: Knowledge, stored: StoredAnalysis) -> Inquiry:
    """A stored analysis as the engine explains it, under the knowledge it was made with.

    Raises:
        NotFoundError: The role is not in that knowledge.
    """
    inputs = StoredInputs.read(stored)
    role = knowledge.role_of_id(stored.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    today = None if inputs.today is None else day_of(inputs.today)
    return Inquiry.of(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(stored.variant),
        profile=inputs.profile(knowledge),
        rules=knowledge.rules,
        occasion=Occasion(knowledge.version, knowledge.hash, ENGINE_VERSION, today),
    )


def _view(knowledge: Knowledge, inquiry: Inquiry, derivation: Derivation) -> DerivationView:
    occasion = inquiry.occasion
    return DerivationView(
        knowledge_version=occasion.knowledge_version,
        knowledge_hash=occasion.knowledge_hash,
        engine_version=occasion.engine_version,
        of=derivation.of,
        conclusion=derivation.of,
        value=dict(derivation.value),
        nodes=[_node(knowledge, node) for node in derivation.nodes],
        text=Text.verbatim(derivation.text),
    )


def _node(knowledge: Knowledge, node: Node) -> NodeView:
    kind: NodeKindName = node.kind.value
    return NodeView(
        id=node.id,
        kind=kind,
        text=Text.verbatim(node.text),
        source=None if node.source is None else str(node.source),
        steps=[step_ref(knowledge, step) for step in node.steps],
        rated_on=None if node.rated_on is None else date_of(node.rated_on),
        rating_source=None if node.rating_source is None else node.rating_source.value,
        from_=list(node.needs),
        from_any=[list(way) for way in node.any_of],
    )
