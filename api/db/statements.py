"""Statements that are written with SQLAlchemy, compiled once, and return structs."""

from typing import Generic, TypeVar

from msgspec import Struct
from sqlalchemy import ClauseElement
from sqlalchemy.dialects.postgresql.asyncpg import dialect

T = TypeVar("T", bound=Struct)

# SQLAlchemy does not type the arguments of dialects.
_DIALECT = dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class Nothing(Struct, frozen=True):
    """The row of a statement that returns none."""


class ColumnsDifferError(Exception):
    """The columns of a statement are not the fields of its struct; a fault of ours."""

    def __init__(self, columns: tuple[str, ...], fields: tuple[str, ...]) -> None:
        self.columns = columns
        self.fields = fields
        super().__init__(f"columns {columns} against fields {fields}")


class Statement(Generic[T]):
    """A statement with named parameters, and the struct each of its rows becomes.

    Compiling happens once, when the module is imported; each connection then
    prepares the text at its first use and keeps the plan.
    """

    def __init__(self, clause: ClauseElement, row: type[T]) -> None:
        """Compile.

        Raises:
            ColumnsDifferError: The columns are not the fields of `row`, in their order.
        """
        compiled = clause.compile(dialect=_DIALECT)
        columns = tuple(column.name for column in getattr(clause, "exported_columns", ()))
        if columns != row.__struct_fields__:
            raise ColumnsDifferError(columns, row.__struct_fields__)
        self.text = str(compiled)
        self.row = row
        self._names: tuple[str, ...] = tuple(getattr(compiled, "positiontup", None) or ())
        self._constants = {
            name: value for name, value in compiled.params.items() if value is not None
        }

    def arguments(self, values: dict[str, object]) -> list[object]:
        """Put the values into the order in which the text wants them.

        Raises:
            KeyError: A parameter was given no value.
        """
        constants = self._constants
        return [values[name] if name in values else constants[name] for name in self._names]


def returns_nothing(clause: ClauseElement) -> Statement[Nothing]:
    """Compile a statement without rows."""
    return Statement(clause, Nothing)
