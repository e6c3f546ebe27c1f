"""The editors' content and the gate before it. These names are the room's face."""

from knowledge.artifact import UnreadableArtifactError, names_in
from knowledge.artifact_cache import load_cached
from knowledge.corpus import BUNDLED_CONTENT
from knowledge.corpus.redirects import Destination, FormerSlug
from knowledge.gate import BrokenKnowledgeError
from knowledge.library import Library
from knowledge.messages.catalogue import MessageCatalogue, reasons_file
from knowledge.texts import GroupText
from knowledge.variant_texts import title_of_variant

__all__ = [
    "BUNDLED_CONTENT",
    "BrokenKnowledgeError",
    "Destination",
    "FormerSlug",
    "GroupText",
    "Library",
    "MessageCatalogue",
    "UnreadableArtifactError",
    "load_cached",
    "names_in",
    "reasons_file",
    "title_of_variant",
]
