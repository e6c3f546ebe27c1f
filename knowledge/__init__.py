"""The editors' content and the gate before it. These names are the room's face."""

from knowledge.artifact import UnreadableArtifactError
from knowledge.findings import BrokenKnowledgeError, Finding, Severity
from knowledge.gate import check_folder
from knowledge.library import Library
from knowledge.messages.catalogue import MessageCatalogue
from knowledge.places import BUNDLED_CONTENT

__all__ = [
    "BUNDLED_CONTENT",
    "BrokenKnowledgeError",
    "Finding",
    "Library",
    "MessageCatalogue",
    "Severity",
    "UnreadableArtifactError",
    "check_folder",
]
