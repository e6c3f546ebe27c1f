"""Search by hand: eight skills, and what each query finds of them, in which order."""

import pytest

from engine import SkillSlug
from knowledge.did_you_mean import slips_between
from knowledge.search import MAX_QUERY, MOST_WORDS, NameSearch, words_of
from knowledge.texts import SkillText


def skill(title: str, *aliases: str, summary: str = "", former: tuple[str, ...] = ()) -> SkillText:
    slug = title.casefold().replace(" ", "-")
    return SkillText(
        id=f"skl_{slug}",
        slug=slug,
        title=title,
        short_title=title,
        summary=summary,
        domain="x",
        status="active",
        since="1.0.0",
        aliases=aliases,
        former_slugs=former,
        levels=(),
        mappings=(),
        deprecation=None,
    )


SKILLS = (
    skill("Data modelling", "entity diagrams", summary="Decide which tables there are."),
    skill("Data analysis", "analytics", summary="Find out what figures say about a firm."),
    skill("Analysis of data", summary="Another."),
    skill("Kubernetes", "k8s", "container orchestration", summary="Run containers on clusters."),
    skill("Power BI", "dashboards", former=("business-intelligence",), summary="Reports."),
    skill("Exploratory data analysis", summary="Look first."),
    skill("Zebra", "Développement", summary="It of an."),
    skill("antenna design", "ant", summary="Waves."),
)


def search(*, spare: tuple[str, ...] = ()) -> NameSearch[SkillSlug]:
    return NameSearch({SkillSlug(one.slug): one for one in SKILLS}, spare=spare)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Its name, then what begins with it, then what has its words, then by title.
        ("data analysis", ["data-analysis", "analysis-of-data", "exploratory-data-analysis"]),
        ("analysis", ["analysis-of-data", "data-analysis", "exploratory-data-analysis"]),
        ("data", ["data-analysis", "data-modelling", "analysis-of-data"]),
        ("powerbi", ["power-bi"]),  # But for blanks.
        ("business intell", ["power-bi"]),  # A former slug, still being typed.
        ("data mod", ["data-modelling"]),
        ("mod data", ["data-modelling"]),  # Each begins a word of one name.
        ("kubernetes orchestration", ["kubernetes"]),  # All its names together.
        ("kuber cont", ["kubernetes"]),
        ("orch", ["kubernetes"]),  # Four signs may begin a word of an alias, three not.
        ("orc", []),
        ("dash", ["power-bi"]),
        ("das", []),
        ("pow", ["power-bi"]),  # Of a title three and fewer may.
        ("po", ["power-bi"]),
        # Slips are looked for where nothing matches without: a wrong, swapped or missing letter.
        ("kuberntes", ["kubernetes"]),
        ("ukbernetes", ["kubernetes"]),  # The first two letters swapped.
        ("modelling dtaa", ["data-modelling"]),
        ("modeling", ["data-modelling"]),  # One word more than was typed.
        ("anaylsis", ["data-analysis"]),  # Two words more are too many.
        ("bubernetes", []),  # The first letter is never wrong.
        ("k8z", []),  # Nor is anything in a word with a digit.
        # Words of a summary come last, and not those of one and two letters alone.
        ("tables", ["data-modelling"]),
        ("an it", []),
        ("figures say", ["data-analysis"]),
        ("figures about", ["data-analysis"]),
        ("clusters of", []),
        ("developpement", ["zebra"]),
        ("DÉVELOPPEMENT!", ["zebra"]),
        ("ant", ["antenna-design"]),
    ],
)
def test_what_a_query_finds(query: str, found: list[str]) -> None:
    results = list(search().find(query))
    assert results[: len(found)] == found
    assert bool(results) == bool(found)


def test_a_query_without_words_finds_everything_by_title() -> None:
    by_title = [
        *("analysis-of-data", "antenna-design", "data-analysis", "data-modelling"),
        *("exploratory-data-analysis", "kubernetes", "power-bi", "zebra"),
    ]
    assert list(search().find("")) == by_title
    assert list(search().find("?! _")) == by_title


def test_a_summary_comes_after_every_name() -> None:
    """`reports` begins no name here; with a skill of that name, Power BI follows it."""
    texts = {SkillSlug(one.slug): one for one in (*SKILLS, skill("Reports on paper"))}
    assert list(NameSearch(texts).find("reports")) == ["reports-on-paper", "power-bi"]


def test_spare_words_are_left_out_only_where_nothing_has_them() -> None:
    assert list(search().find("junior zebra")) == []
    assert list(search(spare=("junior", "mid-level")).find("junior zebra")) == ["zebra"]
    assert list(search(spare=("junior", "mid-level")).find("zebra level mid")) == ["zebra"]
    assert list(search(spare=("junior",)).find("junior")) == []
    assert search(spare=("data",)).find("data")[0] == "data-analysis"


def test_long_queries_are_cut() -> None:
    assert (MAX_QUERY, MOST_WORDS) == (100, 12)
    assert list(search().find("zebra" + " " * 95 + "qqqq")) == ["zebra"]
    assert list(search().find("zebra" + " " * 94 + "qqqq")) == []
    assert list(search().find("zebra " * 12 + "qqqq")) == ["zebra"]
    assert list(search().find("zebra " * 11 + "qqqq")) == []
    assert search().suggest("zebra" + " " * 95 + "qqqq") == ("zebra",)
    assert search().suggest("zebra " * 12 + "qqqq") == ("zebra",)
    assert search().suggest("zebra " * 11 + "qqqq") == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Power-BI", ["power-bi"]),  # Meant but for blanks: the only one.
        ("data analysis", ["data-analysis"]),
        ("data", ["data-analysis", "data-modelling"]),  # Those that begin with it.
        ("data ana", ["data-analysis"]),
        ("analysis", ["analysis-of-data"]),  # One word has to be the beginning.
        # Of several words, all have to be there; the shorter name is nearer.
        ("analysis data", ["data-analysis", "analysis-of-data", "exploratory-data-analysis"]),
        ("mod data", []),
        ("kuberntes", ["kubernetes"]),
        ("zebar", ["zebra"]),
        ("modeling", []),  # Not a name as a whole.
        ("data modeling", ["data-modelling"]),
        ("qqqq", []),
        ("", []),
        ("!", []),
    ],
)
def test_what_an_unknown_name_may_have_meant(name: str, meant: list[str]) -> None:
    assert list(search().suggest(name)) == meant


def test_at_most_three_are_suggested() -> None:
    many = [skill(f"Cloud {letter}") for letter in "dbac"]
    texts = {SkillSlug(one.slug): one for one in many}
    assert list(NameSearch(texts).suggest("cloud")) == ["cloud-a", "cloud-b", "cloud-c"]
    assert list(NameSearch(texts).find("cloud")) == ["cloud-a", "cloud-b", "cloud-c", "cloud-d"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Node.js / C++", ("node", "js", "c++")),
        ("C# and F#", ("c#", "and", "f#")),
        ("a_b", ("a", "b")),
        ("Straße ﬁne", ("strasse", "fine")),
        ("São Paulo", ("sao", "paulo")),
        ("++", ()),
    ],
)
def test_the_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "other", "slips"),
    [
        ("sql", "sql", 0),
        ("s3", "s3", 0),
        ("sqx", "sqxx", None),  # Three signs: no slip is allowed.
        ("sqly", "sql", 1),
        ("sqlyx", "sql", None),
        ("flsak", "flask", 1),  # Swapped in a short word.
        ("flosk", "flask", None),  # Wrong in a short word.
        ("flutar", "flutes", None),
        ("fluter", "flutes", 1),  # Six signs: a letter may be wrong.
        ("postgers", "postgres", 1),
        ("posgters", "postgres", None),  # Two slips in eight signs.
        ("posgtersq", "postgresq", 2),  # And in nine.
        ("kuberntse", "kubernetes", 2),
        ("abcdefghijkl", "abcdefghiyyy", None),  # Three in twelve.
        ("abcdefghijklm", "abcdefghiyyym", 3),  # And in thirteen.
        ("web2x", "web3x", None),
        ("docker1", "docker", None),
        ("docker", "docker1", None),
        ("odcker", "docker", 1),
        ("focker", "docker", None),
        ("", "", 0),
        ("", "a", None),
    ],
)
def test_how_many_slips_there_are_between_two_words(
    typed: str, other: str, slips: int | None
) -> None:
    assert slips_between(typed, other) == slips
