"""The editors' content and the gate before it. These names are the room's face."""

from knowledge.corpus import BUNDLED_CONTENT
from knowledge.corpus.redirects import FormerSlug
from knowledge.library import Library
from knowledge.messages.catalogue import MessageCatalogue
from knowledge.texts import GroupText

__all__ = ["BUNDLED_CONTENT", "FormerSlug", "GroupText", "Library", "MessageCatalogue"]
