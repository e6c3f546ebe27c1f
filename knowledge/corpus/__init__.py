"""All records of a content folder with their places, and who refers to what in them."""

from knowledge.corpus.corpus import Corpus, ReleasedEntry
from knowledge.corpus.folder import BUNDLED_CONTENT, FolderContents, read_folder
from knowledge.corpus.references import (
    SlugReference,
    TargetReference,
    groups_of,
    step_in,
    target_references_in,
)

__all__ = [
    "BUNDLED_CONTENT",
    "Corpus",
    "FolderContents",
    "ReleasedEntry",
    "SlugReference",
    "TargetReference",
    "groups_of",
    "read_folder",
    "step_in",
    "target_references_in",
]
