"""What was measured of real replies goes from the file to the placement, and nowhere else."""

from pathlib import Path

from small_content import (
    GIT_PATH,
    MEASURED,
    MEASURED_PATH,
    Fault,
    findings_of,
    message_of,
    plant,
    whole_content,
    write_content,
)

from engine import Measured, MeasuredEdge, SkillSlug, Step
from knowledge import Library
from knowledge.artifact import decode_artifact

GIT, PYTHON = Step(SkillSlug("git"), 1), Step(SkillSlug("python"), 1)


def test_a_whole_file_has_no_findings_and_is_handed_on(tmp_path: Path) -> None:
    files = whole_content() | {MEASURED_PATH: MEASURED}
    assert findings_of(tmp_path, files) == ()
    library = Library.load(tmp_path)
    assert library.measured == Measured(
        slip=0.06,
        guess=0.03,
        difficulties=((GIT, -1.2), (PYTHON, 0.3)),
        sharpness=1.6,
        edges=(MeasuredEdge(GIT, PYTHON, 0.82),),
    )
    assert Library.of_artifact(library.artifact).measured == library.measured


def test_without_the_file_the_bytes_of_a_release_do_not_know_of_it(tmp_path: Path) -> None:
    library = Library.load(write_content(tmp_path, whole_content()))
    assert library.measured == Measured()
    assert b'"measured"' not in library.artifact
    assert decode_artifact(library.artifact).measured is None


def test_a_former_slug_counts_as_what_it_is_called_now(tmp_path: Path) -> None:
    former = "skill: structured-query-language, level: 1, diff"
    text = MEASURED.replace("skill: python, level: 1, diff", former)
    library = Library.load(write_content(tmp_path, whole_content() | {MEASURED_PATH: text}))
    assert [step.skill for step, _ in library.measured.difficulties] == ["git", "sql"]


def test_hours_alone_tell_a_placement_nothing(tmp_path: Path) -> None:
    hours = "kind: measured\nhours:" + MEASURED.partition("hours:")[2]
    library = Library.load(write_content(tmp_path, whole_content() | {MEASURED_PATH: hours}))
    assert library.measured == Measured()


def test_editors_are_told_where_people_need_other_hours_and_theirs_stay(tmp_path: Path) -> None:
    """Git 1 is stated with 8 hours; 1.5 times as much is 12, and 1 lies outside 1.2 to 1.8."""
    text = MEASURED.replace("ratio: 1.1, low: 0.9, high: 1.3", "ratio: 1.5, low: 1.2, high: 1.8")
    files, _ = plant(whole_content(), Fault(MEASURED_PATH, "", text))
    (found,) = findings_of(tmp_path, files)
    assert (found.code, found.path) == ("M005", GIT_PATH)
    assert message_of(found) == (
        "`git` 1 takes people about 1.5 times the 8 hours stated, "
        "for 64 people between 1.2 and 1.8 times"
    )
    assert found.fix.params["hours"] == 12
    assert Library.load(tmp_path).graph.hours(GIT).typical == 8
