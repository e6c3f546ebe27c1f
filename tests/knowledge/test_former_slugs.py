"""Former slugs: what became of each, for those who stored one long ago."""

from pathlib import Path

from small_content import ROLE_PATH, Fault, plant, whole_content, write_content

from knowledge import FormerSlug, Library

REDIRECTS = """redirects:
  - {of: skill, id: skl_00000011, slug: queries, change: moved, since: "1.0.0", to: [sql]}
  - {of: skill, id: skl_00000012, slug: mercurial, change: merged, since: "1.0.0", to: [git]}
  - {of: skill, id: skl_00000013, slug: scripting, change: split, since: "1.0.0", to: [r, python]}
  - {of: skill, id: skl_00000014, slug: fax, change: retired, since: "1.0.0"}
  - {of: role, id: rol_00000011, slug: clerk, change: retired, since: "1.0.0"}"""


def library_with(folder: Path, *changes: Fault) -> Library:
    files, _ = plant(whole_content(), *changes)
    return Library.load(write_content(folder, files))


def test_every_slug_out_of_use_says_what_became_of_it(tmp_path: Path) -> None:
    found = library_with(
        tmp_path,
        Fault("redirects.yaml", "redirects: []", REDIRECTS),
        Fault(ROLE_PATH, "slug: data-analyst\n", "slug: data-analyst\nformer_slugs: [counter]\n"),
    )
    assert found.former_skills == (
        FormerSlug("fax", "retired", ()),
        FormerSlug("mercurial", "merged", ("git",)),
        FormerSlug("queries", "renamed", ("sql",)),
        FormerSlug("scripting", "split", ("r", "python")),
        FormerSlug("structured-query-language", "renamed", ("sql",)),
    )
    assert found.former_roles == (
        FormerSlug("clerk", "retired", ()),
        FormerSlug("counter", "renamed", ("data-analyst",)),
    )


def test_the_artifact_carries_them(tmp_path: Path) -> None:
    found = library_with(tmp_path, Fault("redirects.yaml", "redirects: []", REDIRECTS))
    again = Library.of_artifact(found.artifact)
    assert again.former_skills == found.former_skills != ()
    assert again.former_roles == found.former_roles != ()
