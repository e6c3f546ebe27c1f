"""The generated JSON Schemas and the loader accept and refuse the same documents."""

import json
from pathlib import Path

import jsonschema
import pytest
from planted_faults import FIELDS, PLANTED, Planted
from small_content import plant, whole_content

from knowledge import BUNDLED_CONTENT
from knowledge.reading.document import YamlDocument, read_document
from knowledge.reading.record_reader import read_record
from knowledge.reading.records import RECORDS
from knowledge.schemas import BUNDLED_SCHEMAS, schema_of, stale_schemas, write_schemas

VALIDATORS = {kind: jsonschema.Draft7Validator(json.loads(schema_of(kind))) for kind in RECORDS}
FIELD_CODES = {"F001", "F002", "F003", "F004", "F005", "F006", "I004", "L002"}
BROKEN = [one for one in PLANTED if one.code in FIELD_CODES]


def plain(document: YamlDocument) -> dict[str, object]:
    """The values with keys as JSON has them; what JSON cannot say is no number at all."""
    text = json.dumps(document.value, default=str)
    value = json.loads(text, parse_constant=lambda name: name)
    assert isinstance(value, dict)
    return value


def loader_accepts(document: YamlDocument, kind: str) -> bool:
    _, faults = read_record(document, RECORDS[kind])
    return not faults


def schema_accepts(document: YamlDocument, kind: str) -> bool:
    return bool(VALIDATORS[kind].is_valid(plain(document)))


def read_text(path: str, text: str) -> tuple[YamlDocument, str]:
    document = read_document(path, text.encode("utf-8", errors="surrogateescape"))
    assert isinstance(document.value, dict)
    return document, str(document.value["kind"])


@pytest.mark.parametrize("kind", RECORDS)
def test_every_schema_is_a_draft_7_schema_that_closes_its_objects(kind: str) -> None:
    schema = json.loads(schema_of(kind))
    jsonschema.Draft7Validator.check_schema(schema)
    for definition in schema["definitions"].values():
        assert definition["additionalProperties"] is False
        assert "default" not in json.dumps(definition["properties"])


def test_schema_and_loader_accept_the_whole_small_content() -> None:
    for path, text in whole_content().items():
        document, kind = read_text(path, text)
        assert loader_accepts(document, kind), path
        assert schema_accepts(document, kind), list(VALIDATORS[kind].iter_errors(plain(document)))


def test_schema_and_loader_accept_the_bundled_content() -> None:
    for path in sorted(BUNDLED_CONTENT.rglob("*.yaml")):
        document, kind = read_text(path.name, path.read_text(encoding="utf-8"))
        assert loader_accepts(document, kind), path
        assert schema_accepts(document, kind), path


@pytest.mark.parametrize("planted", BROKEN, ids=lambda one: one.title)
def test_schema_and_loader_refuse_the_same_planted_faults(planted: Planted) -> None:
    files, _ = plant(whole_content(), *planted.faults)
    document, kind = read_text("some.yaml", files[planted.faults[0].path])
    assert not loader_accepts(document, kind)
    assert not schema_accepts(document, kind)


SKILL = whole_content()["skills/data/reporting.yaml"]
ROLE = whole_content()["roles/data-analyst.yaml"]
RULES = whole_content()["rules/bands.yaml"]
RESOURCE = whole_content()["resources/pro-git.yaml"]
R1 = "{skill: r, level: 1}"
A1 = "[{skill: a, level: 1}]"
CORE = "{fact: core_met, is: true}"
ALTERED = {
    "no level": (SKILL, R1, "{skill: r}"),
    "level alone": (SKILL, R1, "{level: 1}"),
    "an empty need": (SKILL, R1, "{}"),
    "skill and group": (SKILL, R1, "{skill: r, level: 1, all_of: " + A1 + "}"),
    "two groups": (SKILL, R1, "{any_of: " + A1 + ", all_of: " + A1 + "}"),
    "an empty group": (SKILL, R1, "{all_of: []}"),
    "strength inside a group": (SKILL, R1, "{skill: r, level: 1, strength: soft}"),
    "level null": (SKILL, R1, "{skill: r, level: null}"),
    "level as text": (SKILL, R1, '{skill: r, level: "1"}'),
    "level true": (SKILL, R1, "{skill: r, level: true}"),
    "level with a point": (SKILL, R1, "{skill: r, level: 1.5}"),
    "a slug with a line end": (SKILL, "slug: reporting", 'slug: "reporting\\n"'),
    "a title of blanks": (SKILL, "title: Reporting", 'title: " "'),
    "a day of 13 months": (SKILL, "reviewed_on: 2026-11-22", "reviewed_on: 2026-13-22"),
    "level zero": (SKILL, "  1:\n", "  0:\n"),
    "a level by name": (SKILL, "  1:\n", "  one:\n"),
    "hours of zero": (SKILL, "low: 5", "low: 0"),
    "no hours": (SKILL, "low: 5, ", ""),
    "kind of another": (SKILL, "kind: skill", "kind: role"),
    "a variant of two words": (ROLE, "[junior, senior]", "[junior, senior level]"),
    "a variant without a title": (ROLE, "[junior, senior]", "[{slug: junior}, senior]"),
    "ten variants": (ROLE, "[junior, senior]", "[a, b, c, d, e, f, g, h, junior, senior]"),
    "level of a variant out of range": (ROLE, "{senior: 2}", "{senior: 6}"),
    "choose without of": (ROLE, "    of: [{", "    # of: [{"),
    "choose of nothing": (ROLE, "- choose: 1", "- choose: 0"),
    "no importance": (ROLE, "weight: 3, importance: supporting", "weight: 3"),
    "no variants": (ROLE, "variants: [junior, senior]", "variants: []"),
    "two operators": (RULES, CORE, "{fact: core_met, is: true, is_not: false}"),
    "an operator null": (RULES, CORE, "{fact: core_met, is: null}"),
    "a fact without operator": (RULES, CORE, "{fact: core_met}"),
    "not and all": (RULES, CORE, "{not: {fact: a, is: 1}, all: [{fact: a, is: 1}]}"),
    "an unknown operator": (RULES, CORE, "{fact: core_met, equals: true}"),
    "an order of words": (RULES, "at_least: 70", "at_least: many"),
    "a language in words": (RESOURCE, "language: en", "language: English"),
    "no levels": (RESOURCE, "levels: [1, 2]", "levels: []"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
def test_schema_and_loader_refuse_the_same_altered_documents(name: str) -> None:
    text, old, new = ALTERED[name]
    assert old in text
    document, _ = read_text("some.yaml", text.replace(old, new, 1))
    kind = str(read_text("some.yaml", text)[1])
    assert not loader_accepts(document, kind)
    assert not schema_accepts(document, kind)


def test_there_are_enough_broken_documents_to_speak_of_agreement() -> None:
    assert len(ALTERED) + len(BROKEN) >= 40
    assert len(FIELDS) >= 15


def test_the_schemas_that_are_kept_say_what_the_records_say() -> None:
    assert stale_schemas(BUNDLED_SCHEMAS) == ()


def test_a_changed_schema_is_noticed_and_written_again(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    (tmp_path / "skill.schema.json").write_text("{}", encoding="utf-8")
    assert stale_schemas(tmp_path) == ("skill.schema.json",)
    assert write_schemas(tmp_path) == ("skill.schema.json",)
    assert stale_schemas(tmp_path) == ()
