"""The catalogue as encoded documents, made at their first reading and kept with the knowledge."""

from collections.abc import Callable
from threading import Lock

from msgspec import Struct

from api.catalog import views
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.schemas import RoleListView, SkillListView
from api.errors import InvalidCursorError, RoleNotFoundError, SkillNotFoundError
from api.http.encoding import content_tag, encode
from api.http.pagination import cursor_of, key_of
from engine import RoleSlug, SkillSlug


class Document(Struct, frozen=True):
    """An encoded answer and its entity tag, which is its content's hash."""

    body: bytes
    etag: str

    @classmethod
    def of(cls, view: object) -> "Document":
        """Encode a view."""
        body = encode(view)
        return cls(body, content_tag(body))


class CatalogReader:
    """Answers every catalogue question from memory."""

    def __init__(self, current: CurrentKnowledge) -> None:
        self._current = current
        self._documents: dict[tuple[str, ...], Document] = {}
        self._made_of = current.now()
        self._making = Lock()

    def knowledge(self) -> Document:
        """Which knowledge answers."""
        return self.kept(("knowledge",), views.knowledge_view)

    def domains(self) -> Document:
        """All domains."""
        return self.kept(("domains",), views.domains_view)

    def roles(self) -> Document:
        """All roles; the first reading takes long, so it belongs on a thread."""
        return self.kept(("roles",), _role_list)

    def role(self, slug: str) -> Document:
        """A role, or RoleNotFoundError."""
        known = self.role_slug(slug)
        return self.kept(("role", slug), lambda knowledge: views.role_view(knowledge, known))

    def graph(self, slug: str, variant: str) -> Document:
        """The graph of a role and variant.

        Raises:
            RoleNotFoundError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        known = self.role_slug(slug)
        return self.kept(
            ("graph", slug, variant),
            lambda knowledge: views.graph_view(knowledge, known, variant),
        )

    def skill(self, slug: str) -> Document:
        """A skill, or SkillNotFoundError."""
        if slug not in self._current.now().graph.skills:
            raise SkillNotFoundError(slug)
        return self.kept(
            ("skill", slug), lambda knowledge: views.skill_view(knowledge, SkillSlug(slug))
        )

    def skills(
        self, *, search: str | None, domain: str | None, cursor: str | None, limit: int
    ) -> Document:
        """One page of skills: by title, or best first when searched.

        Raises:
            InvalidCursorError: The cursor is none of ours, or of another question.
        """
        knowledge = self._current.now()
        found = _find(knowledge, search, domain)
        start = 0
        if cursor is not None:
            last = key_of(cursor)
            if last not in found:
                raise InvalidCursorError(cursor)
            start = found.index(SkillSlug(last)) + 1
        page = found[start : start + limit]
        is_last = start + limit >= len(found)
        return Document.of(
            SkillListView(
                items=[views.skill_summary(knowledge, slug) for slug in page],
                next_cursor=None if is_last else cursor_of(page[-1]),
                knowledge_version=knowledge.version,
            )
        )

    def role_moved_to(self, slug: str) -> RoleSlug | None:
        """What a former slug of a role is called today."""
        knowledge = self._current.now()
        if slug in knowledge.library.roles:
            return None
        return knowledge.library.current_role_slug(slug)

    def skill_moved_to(self, slug: str) -> SkillSlug | None:
        """What a former slug of a skill is called today."""
        knowledge = self._current.now()
        if slug in knowledge.graph.skills:
            return None
        return knowledge.library.current_slug(slug)

    def warm(self) -> None:
        """Make what takes longest, before anybody asks."""
        self.roles()
        self._current.now().ranking.rank({})

    def role_slug(self, slug: str) -> RoleSlug:
        """The slug as that of a role, or RoleNotFoundError."""
        if slug not in self._current.now().library.roles:
            raise RoleNotFoundError(slug)
        return RoleSlug(slug)

    def kept(self, key: tuple[str, ...], make: Callable[[Knowledge], object]) -> Document:
        """A document that follows from the knowledge alone; made once while it answers.

        Args:
            key: Which document; its first word says of what kind.
            make: What makes its view; what it raises is raised again, and nothing is kept.
        """
        knowledge = self._current.now()
        if knowledge is not self._made_of:
            self._made_of, self._documents = knowledge, {}
        documents = self._documents
        document = documents.get(key)
        if document is None:
            with self._making:
                document = documents.get(key) or Document.of(make(knowledge))
                documents[key] = document
        return document


def _role_list(knowledge: Knowledge) -> RoleListView:
    return RoleListView(
        items=[views.role_summary(knowledge, slug) for slug in knowledge.library.roles],
        next_cursor=None,
        knowledge_version=knowledge.version,
    )


def _find(knowledge: Knowledge, search: str | None, domain: str | None) -> list[SkillSlug]:
    if search and search.strip():
        found = list(knowledge.library.search(search))
    else:
        found = sorted(
            knowledge.graph.skills,
            key=lambda slug: (knowledge.graph.skill(slug).title.casefold(), slug),
        )
    skills = knowledge.graph.skills
    return [slug for slug in found if domain is None or skills[slug].domain == domain]
