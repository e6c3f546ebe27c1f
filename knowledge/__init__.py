"""The editors' content and the gate before it. These names are the room's face."""

from knowledge.artifact import UnreadableArtifactError
from knowledge.corpus import Released
from knowledge.findings import BrokenKnowledgeError, Finding, Severity
from knowledge.gate import Checked, check_folder
from knowledge.library import Library
from knowledge.messages.catalogue import MessageCatalogue, UnknownMessageError
from knowledge.places import BUNDLED_CONTENT
from knowledge.texts import (
    DeprecationText,
    DomainText,
    LevelText,
    ManifestText,
    MappingText,
    ResourceText,
    RoleText,
    ScaleLevelText,
    SkillText,
    SourceText,
)

__all__ = [
    "BUNDLED_CONTENT",
    "BrokenKnowledgeError",
    "Checked",
    "DeprecationText",
    "DomainText",
    "Finding",
    "LevelText",
    "Library",
    "ManifestText",
    "MappingText",
    "MessageCatalogue",
    "Released",
    "ResourceText",
    "RoleText",
    "ScaleLevelText",
    "Severity",
    "SkillText",
    "SourceText",
    "UnknownMessageError",
    "UnreadableArtifactError",
    "check_folder",
]
