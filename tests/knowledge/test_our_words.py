"""The words of the bundled content: no two statements alike, British spelling, reasons that say
something.
"""

import re
import subprocess
import sys
from collections import defaultdict
from importlib.resources import files

import numpy as np
from our_content import (
    HERE,
    Sentence,
    kept_list,
    our_library,
    our_sentences,
    steps_in,
)
from rapidfuzz import fuzz, process

from engine import SkillSlug
from knowledge import BUNDLED_CONTENT

ALIKE = 93
"""Two statements of which so many percent of the letters agree say the same thing."""

LESS_SAYING = (
    "a an and are as be by for has in is it level must need needed needs of on the to with"
)
IZE = re.compile(r"[a-z]+[a-z]{2}iz(?:e[drs]?|es|ing|ations?|ers|able)")
NAMES_OF_SIZE = re.compile(r"\w*(?:siz|priz|seiz)(?:e[drs]?|es|ing|able)")


def plain(text: str) -> str:
    """Only the words, in small letters."""
    return " ".join(re.findall(r"[a-z0-9+#]+", text.lower()))


def test_no_sentence_is_repeated() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for one in our_sentences():
        if one.kind not in {"title", "label"}:
            places[plain(one.text)].append(f"{one.kind} of {one.place}")
    assert {text: where for text, where in places.items() if len(where) > 1} == {}


def test_no_two_statements_are_nearly_alike() -> None:
    statements = [one for one in our_sentences() if one.kind == "can_do"]
    words = [plain(one.text) for one in statements]
    likeness = process.cdist(
        words, words, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=-1
    )
    pairs = zip(*np.nonzero(np.triu(likeness, k=1)), strict=True)
    assert [(statements[int(one)], statements[int(other)]) for one, other in pairs] == []


def test_codespell_finds_no_misspelling() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "codespell_lib"),
            *("--ignore-words", str(HERE / "words_that_stay.txt")),
            str(BUNDLED_CONTENT),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""


def test_words_are_spelt_the_british_way() -> None:
    """Words with -ise; American forms stay only where they are names or British as well."""
    stay = set(kept_list("american_words_that_stay.yaml"))
    found = {
        (word, one.place)
        for one in our_sentences()
        for word in re.findall(r"[A-Za-z]+", one.text)
        if word not in stay and _is_american(word.lower())
    }
    assert sorted(found) == []


def test_every_american_word_that_stays_is_met() -> None:
    words = {word for one in our_sentences() for word in re.findall(r"[A-Za-z]+", one.text)}
    assert set(kept_list("american_words_that_stay.yaml")) - words == set()


def _is_american(word: str) -> bool:
    is_ize = IZE.fullmatch(word) and not NAMES_OF_SIZE.fullmatch(word)
    return bool(is_ize) or word in AMERICAN


def _american_words() -> set[str]:
    path = files("codespell_lib") / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = [line.split("->") for line in path.read_text(encoding="utf-8").splitlines()]
    words = {one.strip() for _, american in pairs for one in american.split(",")}
    return words - {british for british, _ in pairs} - {""}


AMERICAN = _american_words()


def test_every_reason_says_more_than_the_edge_does() -> None:
    """At least three words, and some that stand in neither of the two titles."""
    empty = [
        (slug, why)
        for slug, why, names in _reasons()
        if len(why.split()) < 3 or set(plain(why).split()) <= names | set(LESS_SAYING.split())
    ]
    assert empty == []


def _reasons() -> list[tuple[SkillSlug, str, set[str]]]:
    """Skill, why, and the words of the titles at both ends of the edge."""
    skills = our_library().graph.skills
    found = []
    for skill in skills.values():
        for level in skill.levels:
            for one in level.requires:
                titles = [skills[step.skill].title for step in steps_in(one.need)]
                names = {word for title in [skill.title, *titles] for word in plain(title).split()}
                found.append((skill.slug, one.why, names))
    return found


def test_sentences_are_short_enough_to_read() -> None:
    longest = {"can_do": 150, "why": 110, "summary": 160, "title": 64, "label": 64}
    longest |= {"brief": 600, "deliverable": 200, "meets": 120, "exceeds": 120}
    long = [one for one in our_sentences() if len(one.text) > longest.get(one.kind, 200)]
    assert long == []


def test_statements_begin_with_a_capital_and_end_without_a_stop() -> None:
    odd = [
        one
        for one in our_sentences()
        if one.kind == "can_do" and not re.fullmatch(r"[A-Z].*[^.;,:!?]", one.text, re.DOTALL)
    ]
    assert odd == []


def test_summaries_are_whole_sentences() -> None:
    odd = [one for one in our_sentences() if one.kind == "summary" and not _is_sentence(one)]
    assert odd == []


def _is_sentence(one: Sentence) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9].*\.", one.text, re.DOTALL))
