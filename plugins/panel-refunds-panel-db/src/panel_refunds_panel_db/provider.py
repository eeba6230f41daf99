"""One panel's database of one tenant, as the core asks it.

``get_orders`` opens a connection, asks once, and closes it; nothing is retried, kept or written. There is nothing here
to wish for: a table takes no cancellations, and the money in it is not ours to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from panel_refunds.money import Money
from panel_refunds.ports import (
    Asked,
    OrdersReply,
    OrderState,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    Surroundings,
)
from panel_refunds_panel_db.exported import read_export
from panel_refunds_panel_db.rows import read_rows
from panel_refunds_panel_db.settings import Settings
from panel_refunds_panel_db.words import read_word

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from panel_refunds_panel_db.question import Question


class PanelDatabase:
    """Reads how orders stand from the panel's own tables."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings
        self._words: Mapping[str, str] = settings.mapping.words if settings.mapping else {}
        self._told_of_rights = False

    def __repr__(self) -> str:
        return f"<panel_db {self._surroundings.name!r} of {self._surroundings.tenant!r}>"

    def capabilities(self) -> ProviderCapabilities:
        """A table is only read; whether it tells what remains, the mapping says."""
        mapping = self._settings.mapping
        return ProviderCapabilities(
            self._settings.batch,
            cancel=False,
            refill=False,
            reports_remains=mapping is not None and mapping.tells_remains,
        )

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """How the orders stand, in one SELECT; ``ValueError`` for more ids than one question may name."""
        from sqlalchemy.exc import SQLAlchemyError

        from panel_refunds_panel_db.database_errors import as_error
        from panel_refunds_panel_db.question import MappingMismatchError

        if len(refs) > self._settings.batch:
            raise ValueError(f"One question may name {self._settings.batch} orders, not {len(refs)}.")
        wanted = tuple(dict.fromkeys(refs))
        if not wanted:
            return OrdersReply()
        try:
            if self._settings.address is None or self._settings.mapping is None:
                return _untouched(wanted, ProviderError("auth", "There is no address of a database."))
            with self._engine.connect() as connection:
                reply = self._ask(connection, wanted)
        except SQLAlchemyError as error:
            reply = _untouched(wanted, as_error(error))
        except MappingMismatchError as mismatch:
            reply = _untouched(wanted, ProviderError("shape_mismatch", str(mismatch)))
        if reply.reply_error:
            self._surroundings.log.warning(
                "provider_reply_error", asked=len(wanted), code=reply.reply_error.code, text=reply.reply_error.text
            )
        return reply

    def _ask(self, connection: Connection, wanted: Sequence[str]) -> OrdersReply:
        from panel_refunds_panel_db.column_kinds import kinds_of
        from panel_refunds_panel_db.question import MOST_ROWS_EACH, MappingMismatchError, can_be_asked

        empty = connection.execute(self._question.probe())
        kinds = kinds_of(connection.dialect.name, empty.cursor.description if empty.cursor else ())
        empty.close()
        if kinds[0] not in ("whole", "text", "uuid"):
            raise MappingMismatchError("the column of ids holds neither whole numbers nor texts")
        if refused := self._look_at_rights(connection):
            return _untouched(wanted, refused)
        named = [ref for ref in wanted if can_be_asked(ref, kinds[0])]
        strange = ProviderError("invalid_request", "The column of ids cannot hold this id.")
        unasked = {ref: strange for ref in wanted if ref not in named}
        if not named:
            return OrdersReply(orders=unasked)
        rows = [dict(row) for row in connection.execute(self._question.ask(named, kinds)).mappings()]
        if len(rows) > MOST_ROWS_EACH * len(named):
            raise MappingMismatchError("the table has far more rows than orders that were asked about")
        reply = read_rows(rows, named, self._words)
        return OrdersReply({**reply.orders, **unasked}, reply.not_asked, reply.missing, reply.reply_error)

    def _look_at_rights(self, connection: Connection) -> ProviderError | None:
        """Tell once of a role that may write; where the tenant wants that, refuse it as long as it may."""
        from panel_refunds_panel_db.rights import find_writable

        refuses = self._settings.writing_role == "refuse"
        if self._told_of_rights and not refuses:
            return None
        writable = find_writable(connection, self._question.tables)
        if writable and not self._told_of_rights:
            self._surroundings.log.warning(
                "panel_db_role_can_write", table=writable, advice="give the role SELECT on this table and nothing else"
            )
        self._told_of_rights = True
        if writable and refuses:
            return ProviderError("auth", f"The role may write to {writable}; give it SELECT only.")
        return None

    @cached_property
    def _engine(self) -> Engine:
        from panel_refunds_panel_db.connection import make_engine

        if self._settings.address is None:
            raise LookupError("there is no address of a database")
        return make_engine(self._settings.address, self._settings.timeout_seconds)

    @cached_property
    def _question(self) -> Question:
        from panel_refunds_panel_db.question import Question

        if self._settings.mapping is None:
            raise LookupError("there is no mapping")
        return Question(self._settings.mapping)

    def request_cancel(self, ref: str) -> Asked:
        """Refused: nothing is ever written to the panel's tables."""
        return Asked("refused", error=ProviderError("not_cancelable", f"Order {ref[:64]} is only read, in a table."))

    def request_refill(self, ref: str) -> Asked:
        """Refused, for the same reason."""
        return Asked("refused", error=ProviderError("not_refillable", f"Order {ref[:64]} is only read, in a table."))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """An error: no refill was ever asked for here."""
        return ProviderError("refill_not_found", f"Refill {ref[:64]} is in no table of the mapping.")

    def balance(self) -> Money | ProviderError:
        """An error: a table of orders tells no balance."""
        return ProviderError("other", "A table of orders tells no balance.")

    def read_status(self, word: str) -> str:
        """Our word for a status word or number of the panel, or ``unknown``."""
        return read_word(word, self._words)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """Always unknown: orders are placed elsewhere, and what was answered there is not ours to read."""
        text = f"The panel's table places no orders; {len(raw)} bytes with HTTP {http_status} say nothing here."
        return PlacementReading("unknown", error=ProviderError("other", text))

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """Rows that somebody exported as JSON, as they would be read; their columns named as the mapping's parts."""
        del http_status  # rows come from a file here, not over HTTP
        return read_export(raw, action=action, asked=asked, words=self._words)


def _untouched(asked: Sequence[str], error: ProviderError) -> OrdersReply:
    """No order is touched: each that was asked about is missing, for this reason."""
    return OrdersReply(missing=tuple(sorted(asked)), reply_error=error)
