"""Whatever is done to a file of the content, the gate reports findings and never crashes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_content import fix_of, message_of, whole_content, write_content

from knowledge import Library
from knowledge.findings import Severity
from knowledge.gate import BrokenKnowledgeError, check_folder

WHOLE = whole_content()
CHUNKS = (
    *("", "\t", "\r\n", "- ", "? ", ": ", "[", "]", "{", "}", "&a ", "*a", "<<: ", "!!int "),
    *("%TAG", "---\n", "'", '"', "|\n", ">\n", "#", "null", "true", "0", "-1", "9" * 20, "1.5"),
    *(".nan", "\x00", "\udcff", "é", "\u2028", "kind: role\n", "level: 9", "skill: git", "\n"),
    *("any_of: []", "all_of: [{}]", "[[]]", "  ", "x" * 5_000, "9" * 5_000),
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    files = dict(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(WHOLE)))
        text = files[path]
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        files[path] = text[:start] + draw(st.sampled_from(CHUNKS)) + text[end:]
    return files


@given(mutated())
def test_broken_content_is_refused_with_places_and_never_crashes(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        content = write_content(Path(folder), files)
        findings = check_folder(content).findings
        for one in findings:
            assert one.line >= 1
            assert one.column >= 1
            assert message_of(one)
            assert fix_of(one)
            assert (content / one.path).exists() or one.message.code.endswith(".missing")
        if any(one.severity is Severity.ERROR for one in findings):
            with pytest.raises(BrokenKnowledgeError):
                Library.load(content)
        else:
            library = Library.load(content)
            assert Library.of_artifact(library.artifact).graph.skills == library.graph.skills
