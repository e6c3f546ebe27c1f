"""Everything that is kept about a person, table by table."""

from datetime import datetime

from api.wire import OutputStruct


class ExportView(OutputStruct, frozen=True):
    """Rows by table; columns have the names the database gives them."""

    exported_at: datetime
    tables: dict[str, list[dict[str, str | int | float | bool | None]]]
