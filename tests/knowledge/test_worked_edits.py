"""Edits of a text by hand, messages of other languages, and where redirects lead."""

from pathlib import Path

import pytest
from small_content import GIT_PATH, TODAY, Fault, plant, whole_content, write_content

from engine import Message
from knowledge.cli.fixing import apply_edits, fix_folder
from knowledge.cli.new import NewOptions, run_new
from knowledge.findings import Edit
from knowledge.gate import check_folder
from knowledge.messages.catalogue import (
    MessageCatalogue,
    MessagePatternError,
    UnknownMessageError,
    placeholders,
)


@pytest.mark.parametrize(
    ("text", "edits", "after"),
    [
        ("a: no\nb: no\n", [Edit(2, 4, "no", "yes")], "a: no\nb: yes\n"),
        ("a: [x, x]\n", [Edit(1, 5, "x", "yy"), Edit(1, 8, "x", "z")], "a: [yy, z]\n"),
        ("a: 'x'\n", [Edit(1, 4, "x", "y")], "a: 'y'\n"),  # The place of a text is its quote's.
        ('a: "x"\n', [Edit(1, 4, "x", "y")], 'a: "y"\n'),
        ("a: (x)\n", [Edit(1, 4, "x", "y")], "a: (x)\n"),
        ("a: b\n", [Edit(1, 4, "x", "y")], "a: b\n"),  # Not what is there any more.
        ("a: b\n", [Edit(9, 1, "a", "b"), Edit(0, 1, "", "x")], "a: b\n"),
        ("a: b\n", [Edit(1, 1, "", "# c\n"), Edit(2, 1, "", "d: e\n")], "# c\na: b\nd: e\n"),
        ("a:\tb\n\tc: d\n", [Edit(1, 3, "\t", "  ")], "a:  b\n\tc: d\n"),
        ("\ufeffa: no\n", [Edit(1, 1, "\ufeff", ""), Edit(1, 4, "no", "x")], "a: x\n"),
        ("\ufeffa: no\n", [Edit(1, 4, "o", "x")], "\ufeffa: no\n"),
        ("a: b\r\nc: d\re: f\n", [Edit(1, 1, "\r", "\n")], "a: b\nc: d\ne: f\n"),
        ("a: b\r\n", [Edit(1, 4, "b", "c")], "a: c\r\n"),
    ],
)
def test_a_text_with_its_edits(text: str, edits: list[Edit], after: str) -> None:
    assert apply_edits(text, edits) == after
    assert apply_edits(text, edits * 2) == after


@pytest.mark.parametrize(("width", "after"), [(2, "a:  b"), (4, "a:  b"), (8, "a:      b")])
def test_tabs_reach_to_the_next_stop(width: int, after: str) -> None:
    assert apply_edits("a:\tb", [Edit(1, 3, "\t", "  ")], tab_width=width) == after


def test_files_without_an_edit_and_without_text_are_left_alone(tmp_path: Path) -> None:
    files, _ = plant(
        whole_content(),
        Fault(GIT_PATH, "skl_00000001", "NEW"),
        Fault("roles/a.yaml", "", "kind: role\nid: NEW\nx: \udcff\n"),
        Fault("skills/tools/r.yaml", "title: R language", "title: R\tlanguage"),
    )
    folder = write_content(tmp_path, files)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    findings = check_folder(folder).findings
    assert fix_folder(folder, findings, random_part=lambda: "0000abcd") == 2
    changed = {path for path, content in before.items() if path.read_bytes() != content}
    assert changed == {folder / GIT_PATH, folder / "skills/tools/r.yaml"}
    assert "\nid: skl_0000abcd\n" in (folder / GIT_PATH).read_text(encoding="utf-8")
    assert fix_folder(folder, check_folder(folder).findings, random_part=str) == 0


GERMAN = {
    "left": "Noch {n, plural, =0 {nichts} one {# Schritt} other {# Schritte}}",
    "list": "{names}: {hours} h, zu {percent}%",
    "nested": "{inner}!",
    "kind": "{kind, select, skill {Fähigkeit {name}} other {Anderes}}",
    "number": "{n, number} und {name}",
}


@pytest.mark.parametrize(
    ("code", "params", "words"),
    [
        ("left", {"n": 0}, "Noch nichts"),
        ("left", {"n": 1}, "Noch 1 Schritt"),
        ("left", {"n": 1234.5}, "Noch 1.234,5 Schritte"),
        ("list", {"names": ("a", "b"), "hours": 1 / 3, "percent": 5}, "a und b: 0,333333 h, zu 5%"),
        ("list", {"names": ("a",), "hours": 0.1, "percent": "x"}, "a: 0,1 h, zu x%"),
        ("nested", {"inner": Message("left", {"n": 2})}, "Noch 2 Schritte!"),
        ("nested", {"inner": (Message("left", {"n": 0}), 1500)}, "Noch nichts und 1.500!"),
        ("kind", {"kind": "skill", "name": "X"}, "Fähigkeit X"),
        ("kind", {"kind": "role"}, "Anderes"),
        ("number", {"n": 1000, "name": "X"}, "1.000 und X"),
    ],
)
def test_messages_follow_their_language(code: str, params: dict[str, object], words: str) -> None:
    catalogue = MessageCatalogue("de", GERMAN)
    assert catalogue.format(Message(code, params)) == words  # type: ignore[arg-type]


def test_what_is_wrong_with_a_message_is_said() -> None:
    with pytest.raises(UnknownMessageError, match="the catalogue 'de' has no message 'x'") as found:
        MessageCatalogue("de", GERMAN).format(Message("x"))
    assert (found.value.code, found.value.language) == ("x", "de")
    with pytest.raises(MessagePatternError, match="message 'd': date is not supported") as other:
        MessageCatalogue("en", {"d": "on {day, date, short}"})
    assert other.value.code == "d"
    with pytest.raises(MessagePatternError, match="message 'p': plural is not supported"):
        MessageCatalogue("en", {"p": "{n, plural, offset:1 other {#}}"})
    assert placeholders("{a} {n, plural, one {{b}} other {#}}") == {"a", "b", "n"}


REDIRECTED = Fault(
    "redirects.yaml",
    "redirects: []",
    """redirects:
  - {of: project, id: prj_0000000z, slug: old-report, change: moved, since: "1.0.0", to: [a-report]}
  - {of: role, id: rol_0000000z, slug: clerk, change: merged, since: "1.0.0", to: [data-analyst]}
  - {of: skill, id: skl_0000000z, slug: svn, change: merged, since: "1.0.0", to: [git]}
  - {of: skill, id: skl_0000000y, slug: two, change: split, since: "1.0.0", to: [git, r]}
  - {of: resource, id: res_0000000z, slug: book, change: moved, since: "1.0.0", to: [pro-git]}""",
)


@pytest.mark.parametrize(
    ("kind", "slug", "current"),
    [
        ("project", "old-report", "a-report"),
        ("role", "clerk", "data-analyst"),
        ("skill", "svn", "git"),
    ],
)
def test_a_slug_that_was_redirected_is_not_given_again(
    kind: str, slug: str, current: str, tmp_path: Path
) -> None:
    files, _ = plant(whole_content(), REDIRECTED)
    content = write_content(tmp_path, files)
    written: list[str] = []
    assert run_new(NewOptions(content, kind, slug, "data", "0", TODAY), written.append) == 2
    assert written == [f"`{slug}` is a former slug of `{current}`; choose another\n"]


def test_each_kind_follows_its_own_redirects(tmp_path: Path) -> None:
    files, _ = plant(whole_content(), REDIRECTED)
    corpus = check_folder(write_content(tmp_path, files)).corpus
    assert corpus.current_project == {"old-report": "a-report"}
    assert corpus.current_role == {"clerk": "data-analyst"}
    assert corpus.current_skill == {"svn": "git", "structured-query-language": "sql"}
    assert corpus.current_resource == {"book": "pro-git"}


def test_without_any_content_a_new_role_and_project_name_what_is_to_be_filled_in(
    tmp_path: Path,
) -> None:
    for kind in ("role", "project"):
        options = NewOptions(tmp_path / kind, kind, f"a-{kind}", None, "0", TODAY)
        assert run_new(options, str) == 0
    role = (tmp_path / "role/roles/a-role.yaml").read_text(encoding="utf-8")
    assert "  - {skill: todo, level: {junior: 1, mid: 2, senior: 2}, weight: 5" in role
    project = (tmp_path / "project/projects/a-project.yaml").read_text(encoding="utf-8")
    assert "  - {skill: todo, level: 1}\n" in project
    assert "roles: [todo]\n" in project
    assert 'since: "1.0.0"\n' in role
