"""`/problems/<slug>`: what happened, what to do and an example, from the one table of problems."""

from collections.abc import Callable, Mapping
from html import escape

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.errors import AddressNotFoundError
from api.http.documentation.pages import indented, page, page_response, prose
from api.http.documentation.problem_examples import PROBLEM_EXAMPLES, ProblemExample
from api.http.encoding import encode
from api.http.problems.details import ProblemView, Suggester
from api.http.problems.table import described
from api.http.request import ApiRequest
from api.messages.text import Text
from api.wire import OutputStruct

PAGES: Mapping[str, ProblemExample] = {
    described(example.error).row.slug: example for example in PROBLEM_EXAMPLES
}
"""The types that have a page, with their examples."""
KINDS = ("text/html", "application/json")


class ProblemTypeView(OutputStruct, frozen=True):
    """A type of problem as a program reads about it."""

    type: str
    title: Text
    status: int
    meaning: Text
    remedy: Text
    example: ProblemView

    @classmethod
    def of(cls, slug: str, suggester: Suggester) -> "ProblemTypeView":
        """What is known about a type.

        Raises:
            AddressNotFoundError: There is no such type.
        """
        example = PAGES.get(slug)
        if example is None:
            raise AddressNotFoundError
        problem = described(example.error)
        row = problem.row
        return cls(
            type=row.type,
            title=row.title,
            status=row.status,
            meaning=row.meaning,
            remedy=row.remedy,
            example=ProblemView.of(problem, example.path, suggester),
        )


class ProblemTypeListView(OutputStruct, frozen=True):
    """All types of problems."""

    items: list[ProblemTypeView]


class ProblemTypes:
    """All types, with what the present content suggests in their examples."""

    def __init__(self, vocabulary: Callable[[], Suggester]) -> None:
        """Args: `vocabulary` gives the names of the content at the moment."""
        self._vocabulary = vocabulary

    def view(self, slug: str) -> ProblemTypeView:
        """One of them.

        Raises:
            AddressNotFoundError: There is no such type.
        """
        return ProblemTypeView.of(slug, self._vocabulary())

    def views(self) -> list[ProblemTypeView]:
        """All of them, by slug."""
        return [self.view(slug) for slug in sorted(PAGES)]


class ProblemPageController(Controller):
    """The pages that the `type` of a problem opens; as JSON where that is preferred."""

    path = "/problems"
    include_in_schema = False

    @get()
    async def list_problems(
        self, request: ApiRequest, problem_types: NamedDependency[ProblemTypes]
    ) -> Response[bytes]:
        """All types."""
        views = problem_types.views()
        if _prefers_json(request):
            return _sent(request, ProblemTypeListView(items=views))
        language = request.language
        title = Text("problem-page.index").say(language)
        rows = "".join(
            f'<tr><td>{view.status}</td><td><a href="{view.type}"><code>{view.type}</code></a></td>'
            f"<td>{escape(view.title.say(language))}</td></tr>"
            for view in views
        )
        intro = escape(Text("problem-page.intro").say(language))
        body = f"<h1>{escape(title)}</h1><p>{intro}</p><table>{rows}</table>{_further(language)}"
        return page_response(request, page(title, body, language=language), "text/html")

    @get("/{slug:str}")
    async def get_problem(
        self,
        request: ApiRequest,
        slug: FromPath[str],
        problem_types: NamedDependency[ProblemTypes],
    ) -> Response[bytes]:
        """One type."""
        view = problem_types.view(slug)
        if _prefers_json(request):
            return _sent(request, view)
        return page_response(request, render(view, request.language), "text/html")


def render(view: ProblemTypeView, language: str) -> bytes:
    """The page of a type."""
    title = view.title.say(language)
    sections = "".join(
        f"<h2>{escape(Text(heading).say(language))}</h2><p>{prose(text.say(language))}</p>"
        for heading, text in (
            ("problem-page.meaning", view.meaning),
            ("problem-page.remedy", view.remedy),
        )
    )
    example = encode(view.example, language)
    return page(
        title,
        f"<h1>{escape(title)}</h1><p><code>{view.type}</code> · HTTP {view.status}</p>{sections}"
        f"<h2>{escape(Text('problem-page.example').say(language))}</h2>"
        f"<pre>{indented(example)}</pre>{_further(language)}",
        language=language,
    )


def _further(language: str) -> str:
    every = escape(Text("problem-page.every").say(language))
    fields = escape(Text("problem-page.fields").say(language))
    return (
        f'<p><a href="/problems">{every}</a></p>'
        f'<p>{fields} <a href="/api/docs#ProblemView">/api/docs</a></p>'
    )


def _prefers_json(request: ApiRequest) -> bool:
    return request.accept.best_match(list(KINDS), default=KINDS[0]) == KINDS[1]


def _sent(request: ApiRequest, view: OutputStruct) -> Response[bytes]:
    return page_response(request, encode(view, request.language), KINDS[1])
