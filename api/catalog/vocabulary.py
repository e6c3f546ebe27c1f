"""The names of the content, as faults of a request are judged by them."""

from msgspec import Struct

from api.catalog.current import Knowledge
from engine import RoleSlug, SkillSlug


class ContentVocabulary(Struct, frozen=True):
    """The skills, roles and variants of one knowledge version; former slugs are known, too."""

    knowledge: Knowledge

    def top_level(self, skill: str, /) -> int | None:
        """The highest level of a skill; None where there is no such skill."""
        slug = self.knowledge.library.current_slug(skill) or SkillSlug(skill)
        found = self.knowledge.graph.skills.get(slug)
        return None if found is None else found.top

    def variants(self, role: str | None, /) -> tuple[str, ...] | None:
        """The variants of a role; None where there is no such role."""
        library = self.knowledge.library
        slug = library.current_role_slug(role or "") or RoleSlug(role or "")
        found = library.roles.get(slug)
        return None if found is None else tuple(found.variants)

    def suggest(self, slug: str, /) -> tuple[str, ...]:
        """Skills of a similar name, best first."""
        return self.knowledge.library.suggest(slug)

    def suggest_role(self, slug: str, /) -> tuple[str, ...]:
        """Roles of a similar name, best first."""
        return self.knowledge.library.suggest_role(slug)
