"""Everything that is stored about a person, table by table."""

from datetime import datetime

import msgspec

from api.wire import OutputStruct

Cell = str | float | bool | None


class ExportView(OutputStruct, frozen=True):
    """Rows by table; columns have the names the database gives them."""

    exported_at: datetime
    tables: dict[str, list[dict[str, Cell]]]


def export_row(row: str) -> dict[str, Cell]:
    """One row; what is nested inside stays JSON text."""
    cells: dict[str, object] = msgspec.json.decode(row, type=dict[str, object])
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return msgspec.json.encode(value).decode()
