"""Every sentence about content is shown by some planted fault, at its place, word for word."""

import re
from pathlib import Path

import pytest
from more_slips import MORE
from said import said_in, shown
from small_content import findings_of, plant, whole_content

from knowledge.messages.catalogue import messages_for_editors

ELSEWHERE = re.compile(r"F011|I005|I007|I010|S009\.|F003\.too-many|form\.other|usage|fix\.folder")
"""What depends on the last release, on the schemas or on the file system has tests of its own."""
OF_FINDINGS = re.compile(r"([A-Z][0-9]{3}|fix|form|shape|type|value|range|field)\b.*")


@pytest.mark.parametrize("title", MORE)
def test_a_slip_is_told_in_words(title: str, tmp_path: Path) -> None:
    files, _ = plant(whole_content(), *MORE[title])
    assert shown(findings_of(tmp_path, files)) == said_in("more")[title]


def test_every_sentence_of_a_finding_is_shown_by_a_fault() -> None:
    names = ("planted", "slips", "thresholds", "more")
    told = "\n".join(text for name in names for text in said_in(name).values())
    patterns = messages_for_editors().patterns
    codes = [c for c in patterns if OF_FINDINGS.fullmatch(c) and not c.endswith(".title")]
    missing = {code: patterns[code] for code in codes if not re.search(_form(patterns[code]), told)}
    assert {c: text for c, text in missing.items() if not ELSEWHERE.match(c)} == {}
    assert len(codes) > 200


def _form(pattern: str) -> str:
    """A plain pattern as an expression; of another, the words before its first brace."""
    if any(sign in pattern for sign in (", plural,", ", select,", "'{")):
        return re.escape(re.split("'?{", pattern)[0])
    return ".+".join(re.escape(part) for part in re.split(r"\{[a-z_]+\}", pattern))
