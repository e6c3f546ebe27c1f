"""Why a stored analysis says what it says: derived again from what it was made from."""

from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import DerivationView, NodeKindName, NodeView
from api.analyses.stored import StoredInputs
from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.errors import NotFoundError
from api.http.encoding import encode
from api.messages.text import LANGUAGES, Text
from api.profiles.present_ratings import as_given
from api.time_zones import date_of, day_of
from engine import ENGINE_VERSION, Derivation, DerivationContext, Node, Provenance, Variant, derive


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
    context = derivation_context(knowledge, stored)
    return encode(_view(knowledge, context, derive(context, of), language), language)


def derivation_context(knowledge: Knowledge, stored: StoredAnalysis) -> DerivationContext:
    """A stored analysis as the engine explains it, under the knowledge it was made with.

    Raises:
        NotFoundError: The role is not in that knowledge.
    """
    inputs = StoredInputs.read(stored.inputs)
    role = knowledge.role_of_id(stored.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    today = None if inputs.today is None else day_of(inputs.today)
    return DerivationContext.of(
        knowledge.graph,
        knowledge.role(role),
        variant=Variant(stored.variant),
        profile=as_given(inputs.counted(knowledge, inputs.today)),
        provenance=Provenance(
            knowledge.rules, knowledge.version, knowledge.hash, ENGINE_VERSION, today
        ),
    )


def _view(
    knowledge: Knowledge, context: DerivationContext, derivation: Derivation, language: str
) -> DerivationView:
    provenance = context.provenance
    return DerivationView(
        knowledge_version=provenance.knowledge_version,
        knowledge_hash=provenance.knowledge_hash,
        engine_version=provenance.engine_version,
        of=derivation.of,
        conclusion=derivation.of,
        value=dict(derivation.value),
        nodes=[_node(knowledge, node) for node in derivation.nodes],
        text=Text.verbatim(_outline(derivation, language)),
    )


def _outline(derivation: Derivation, language: str) -> str:
    """A line for each sentence, indented under what it explains, with its place in the content."""
    lines = []
    for line in derivation.outline:
        words = Text.of(line.message).say(language)
        place = "" if line.source is None else f" [{line.source}]"
        lines.append(f"{'  ' * line.depth}{'- ' if line.depth else ''}{words}{place}")
    return "\n".join(lines)


def _node(knowledge: Knowledge, node: Node) -> NodeView:
    kind: NodeKindName = node.kind.value
    return NodeView(
        id=node.id,
        kind=kind,
        text=Text.of(node.message),
        source=None if node.source is None else str(node.source),
        steps=[step_ref(knowledge, step) for step in node.steps],
        rated_on=None if node.rated_on is None else date_of(node.rated_on),
        rating_source=None if node.rating_source is None else node.rating_source.value,
        from_=list(node.needs),
        from_any=[list(way) for way in node.any_of],
    )
