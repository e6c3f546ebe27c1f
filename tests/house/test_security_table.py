"""The page of what must hold says what the tests show, and names only tests that exist."""

from house.security_table import MUST_HOLD, ROOT, TABLE, shown, table


def test_the_page_is_what_the_rows_say() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


def test_every_entry_names_a_row_and_a_test_that_exists() -> None:
    for entry in shown():
        assert entry.row in MUST_HOLD
        path, _, name = entry.test.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {name or 'test_'}" in text, entry.test
