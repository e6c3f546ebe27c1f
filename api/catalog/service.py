"""The catalogue as encoded documents, made when first read and cached with their knowledge."""

from collections.abc import Callable
from threading import Lock
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from msgspec import Struct
from msgspec.structs import replace

from api.catalog import views
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.schemas import RoleListView, SkillListView
from api.errors import InvalidCursorError, RoleNotFoundError, SkillNotFoundError
from api.http.encoding import content_tag, decode_stored, encode
from api.http.pagination import cursor_of, key_of
from api.messages.text import LANGUAGES
from engine import RoleSlug, SkillSlug, hold


class CatalogDocument(Struct, frozen=True):
    """An encoded view and its entity tag, which is the hash of its content.

    `next_cursor` leads to the next page of a list that has one.
    """

    body: bytes
    etag: str
    next_cursor: str | None = None

    @classmethod
    def of(
        cls, view: object, language: str = LANGUAGES[0], *, next_cursor: str | None = None
    ) -> "CatalogDocument":
        """Encode a view in a language."""
        body = encode(view, language)
        return cls(body, content_tag(body), next_cursor)


class SkillQuery(Struct, frozen=True):
    """A page of skills: those that match a search and belong to a domain, if these are given."""

    search: str | None
    domain: str | None
    cursor: str | None
    limit: int


DocumentKey = tuple[str, ...]
Documents = dict[DocumentKey, CatalogDocument]
MOST_SEARCHES = 500
"""Results of searches and pages of lists to remember."""


class CatalogService:
    """Serves every page of the catalogue from memory; a call takes the knowledge once."""

    def __init__(self, current: CurrentKnowledge) -> None:
        self._current = current
        self._documents: WeakKeyDictionary[Knowledge, Documents] = WeakKeyDictionary()
        self._searches: WeakKeyDictionary[Knowledge, LRUCache[object, CatalogDocument]] = (
            WeakKeyDictionary()
        )
        self._searching = Lock()

    @property
    def has_roles(self) -> bool:
        """Whether the list of roles is there, so that reading it takes no time."""
        return (LANGUAGES[0], "roles") in self._documents.get(self._current.now(), {})

    def knowledge(self) -> CatalogDocument:
        """Which knowledge is served."""
        return self.cached(self._current.now(), ("knowledge",), views.knowledge_view)

    def domains(self) -> CatalogDocument:
        """All domains."""
        return self.cached(self._current.now(), ("domains",), views.domains_view)

    def roles(self, search: str | None = None) -> CatalogDocument:
        """All roles, or those that match, best first.

        Unless it `has_roles`, reading takes long and belongs on a thread.
        """
        knowledge = self._current.now()
        everything = self.cached(knowledge, ("roles",), views.role_list_view)
        if search is None or not search.strip():
            return everything

        def make() -> CatalogDocument:
            view = decode_stored(everything.body, RoleListView)
            by_slug = {item.slug: item for item in view.items}
            found = [by_slug[slug] for slug in knowledge.library.search_roles(search)]
            return CatalogDocument.of(replace(view, items=found))

        return self._searched(knowledge, search, make)

    def role(self, slug: str) -> CatalogDocument:
        """A role, or RoleNotFoundError."""
        knowledge = self._current.now()
        known = role_slug(knowledge, slug)
        return self.cached(knowledge, ("role", slug), lambda now: views.role_view(now, known))

    def graph(self, slug: str, variant: str) -> CatalogDocument:
        """The graph of a role and variant.

        Raises:
            RoleNotFoundError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        knowledge = self._current.now()
        known = role_slug(knowledge, slug)
        return self.cached(
            knowledge,
            ("graph", slug, variant),
            lambda now: views.graph_view(now, known, variant),
        )

    def skill(self, slug: str, language: str) -> CatalogDocument:
        """A skill with its prerequisites in words, or SkillNotFoundError."""
        knowledge = self._current.now()
        if slug not in knowledge.graph.skills:
            raise SkillNotFoundError(slug)
        return self.cached(
            knowledge,
            ("skill", slug),
            lambda now: views.skill_view(now, SkillSlug(slug)),
            language=language,
        )

    def skills(self, query: SkillQuery) -> CatalogDocument:
        """One page of skills: by title, or best first when searched.

        Raises:
            InvalidCursorError: The cursor did not come from this list.
        """
        knowledge = self._current.now()
        return self._searched(knowledge, query, lambda: _skill_page(knowledge, query))

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
        """Make what takes longest, before it is asked for."""
        self.roles()
        knowledge = self._current.now()
        knowledge.library.search("")
        knowledge.library.search_roles("")
        knowledge.ranking.rank(hold(knowledge.graph, {}))
        knowledge.likeness.compared({})

    def _searched(
        self, knowledge: Knowledge, query: object, make: Callable[[], CatalogDocument]
    ) -> CatalogDocument:
        """The result of a search or the page of a list, made unless it was asked for lately."""
        with self._searching:
            remembered = self._searches.setdefault(knowledge, LRUCache(MOST_SEARCHES))
            document = remembered.get(query)
        if document is None:
            document = make()
            with self._searching:
                remembered[query] = document
        return document

    def cached(
        self,
        knowledge: Knowledge,
        key: DocumentKey,
        make: Callable[[Knowledge], object],
        *,
        language: str = LANGUAGES[0],
    ) -> CatalogDocument:
        """A document that follows from the knowledge alone; remembered while that is in use.

        No request waits for another thread that makes one, so two may make the same.

        Args:
            knowledge: What the document is made from, and forgotten with.
            key: Which document; its first word says of what kind.
            make: Makes its view; what it raises is raised again, and nothing is cached.
            language: What its sentences are put into; content itself has one language.
        """
        key = (language, *key)
        document = self._documents.get(knowledge, {}).get(key)
        if document is None:
            made = CatalogDocument.of(make(knowledge), language)
            document = self._documents.setdefault(knowledge, {}).setdefault(key, made)
        return document


def role_slug(knowledge: Knowledge, slug: str) -> RoleSlug:
    """The slug as that of a role, or RoleNotFoundError."""
    if slug not in knowledge.library.roles:
        raise RoleNotFoundError(slug)
    return RoleSlug(slug)


def _skill_page(knowledge: Knowledge, query: SkillQuery) -> CatalogDocument:
    found = _find(knowledge, query)
    start = 0
    if query.cursor is not None:
        last = key_of(query.cursor, of="skills")
        if last not in found:
            raise InvalidCursorError(query.cursor)
        start = found.index(SkillSlug(last)) + 1
    page = found[start : start + query.limit]
    is_last = start + query.limit >= len(found)
    view = SkillListView(
        items=[views.skill_summary(knowledge, slug) for slug in page],
        next_cursor=None if is_last else cursor_of(page[-1], of="skills"),
        knowledge_version=knowledge.version,
    )
    return CatalogDocument.of(view, next_cursor=view.next_cursor)


def _find(knowledge: Knowledge, query: SkillQuery) -> list[SkillSlug]:
    if query.search and query.search.strip():
        found = list(knowledge.library.search(query.search))
    else:
        found = sorted(
            knowledge.graph.skills,
            key=lambda slug: (knowledge.graph.skill(slug).title.casefold(), slug),
        )
    skills = knowledge.graph.skills
    return [slug for slug in found if query.domain in (None, skills[slug].domain)]
