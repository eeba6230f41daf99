"""A chapter of the books: what all chapters share.

``Books`` is one transaction of one tenant; each noun adds a chapter of questions and writes to it. Here is the part
below them: running prebuilt statements with the tenant always given, and writing what was collected before a question
that it could change the answer of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from panel_refunds.errors import Refused
from panel_refunds.store.columns import UtcTime, decoder_of
from panel_refunds.store.link import Given, Link, Rows
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import TENANT, Statement
from panel_refunds.store.writes import Writes

RecordT = TypeVar("RecordT")
NewId = Callable[[str], str]
_TIME = UtcTime()


class Chapter:
    """One transaction of one tenant, as every chapter sees it."""

    def __init__(self, link: Link, tenant: UUID, *, new_id: NewId | None, read_only: bool) -> None:
        self.tenant = tenant
        self.door: str | None = None
        """How who does this came in, for the record of what people did."""
        self.read_only = read_only
        self._link = link
        self._new_id = new_id
        self._writes = Writes(link.dialect)

    def new_id(self, noun: str) -> str:
        """A new id of ``noun``; RuntimeError where the caller gave nothing to make ids with."""
        if self._new_id is None:
            raise RuntimeError("this transaction was begun without new_id and cannot make ids")
        return self._new_id(noun)

    # ------------------------------------------------------------ asking

    def _asked(self, given: dict[str, Any]) -> Given:
        given[TENANT] = self.tenant
        return given

    def _rows(self, statement: Statement, **given: Any) -> Rows:
        self._settle(statement.tables)
        return self._link.ask([(statement, self._asked(given))])[0]

    def _records(self, shape: Shape[RecordT], statement: Statement, **given: Any) -> list[RecordT]:
        dialect = self._link.dialect
        return [shape.read(row, dialect) for row in self._rows(statement, **given)]

    def _find(self, shape: Shape[RecordT], statement: Statement, **given: Any) -> RecordT | None:
        return next(iter(self._records(shape, statement, **given)), None)

    def _get(self, shape: Shape[RecordT], statement: Statement, noun: str, wanted: str) -> RecordT:
        found = self._find(shape, statement, id=wanted)
        if found is None:
            raise Refused("not_found", f"There is no {noun} {wanted[:60]}.", field=f"{noun}_id")
        return found

    def _moment(self, value: Any) -> datetime:
        """A moment of a row that is no record."""
        decode = decoder_of(_TIME, self._link.dialect)
        moment = decode(value) if decode else value
        if not isinstance(moment, datetime):
            raise TypeError(f"{value!r} is no moment")
        return moment

    # ------------------------------------------------------------ writing

    def _add(self, shape: Shape[RecordT], record: RecordT, *extra: Any) -> None:
        self._must_write()
        self._writes.add(shape, [shape.row(record, *extra)])

    def _save(self, shape: Shape[RecordT], record: RecordT, *extra: Any) -> None:
        self._must_write()
        self._writes.save(shape, [shape.row(record, *extra)])

    def _add_if_absent(self, shape: Shape[RecordT], record: RecordT) -> None:
        self._must_write()
        self._settle([shape.name])
        self._link.write(self.tenant, [(shape.insert_absent[self._link.dialect], shape, [shape.row(record)])])

    def _change(self, statement: Statement, **given: Any) -> int:
        self._must_write()
        self._settle(statement.tables)
        return self._link.change(statement, self._asked(given))

    def _must_write(self) -> None:
        if self.read_only:
            raise RuntimeError("these books were opened for reading only")

    # ------------------------------------------------------------ between the two

    def _settle(self, tables: Iterable[str]) -> None:
        """Write what was collected, when ``tables`` are about to be read and something of theirs is among it."""
        if self._writes.touch(tables):
            self._link.write(self.tenant, self._writes.take())
