"""The order provider: the core's questions, answered from the file as it is now.

Every question reads the file anew, because nothing is kept between two. A file cannot be asked for anything: wishes to
cancel or refill are refused, and there is no balance and no answer to an order's placement.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

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
from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.opening import open_below
from panel_refunds_csv_orders.reading import Said, read_rows
from panel_refunds_csv_orders.settings import Settings
from panel_refunds_csv_orders.words import read_word


class CsvOrders:
    """One file of one tenant."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings

    def __repr__(self) -> str:
        return f"<csv {self._surroundings.name!r} of {self._surroundings.tenant!r}>"

    def capabilities(self) -> ProviderCapabilities:
        """A file takes no wishes; it tells what remains where a column says so."""
        return ProviderCapabilities(
            self._settings.batch,
            cancel=False,
            refill=False,
            reports_remains="remains" in self._settings.layout.columns,
        )

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """What the file says of these orders; ``ValueError`` for more than one question may name.

        A file that is missing, changing, unfinished or no such table touches no order.
        """
        if len(refs) > self._settings.batch:
            raise ValueError(f"One question may name {self._settings.batch} orders, not {len(refs)}.")
        asked = frozenset(refs)
        try:
            rows = self._read(asked)
        except UnreadableError as problem:
            self._surroundings.log.warning("orders_file_unreadable", asked=len(asked), why=str(problem))
            error = ProviderError("unreadable", str(problem))
            missing = tuple(sorted(asked))
            return OrdersReply(missing=missing, reply_error=error, retry_after=problem.retry_after)
        orders = {ref: _state(said) for ref, said in rows.items()}
        return OrdersReply(orders, missing=tuple(sorted(asked - rows.keys())))

    def request_cancel(self, ref: str) -> Asked:  # noqa: ARG002 - no order can be cancelled
        """Refused: a file cannot be asked."""
        return Asked("refused", error=ProviderError("not_cancelable", "A file takes no cancellations."))

    def request_refill(self, ref: str) -> Asked:  # noqa: ARG002 - no order can be refilled
        """Refused: a file cannot be asked."""
        return Asked("refused", error=ProviderError("not_refillable", "A file takes no refills."))

    def refill_status(self, ref: str) -> OrderState | ProviderError:  # noqa: ARG002 - there are no refills
        """An error: there are no refills."""
        return ProviderError("refill_not_found", "A file knows no refills.")

    def balance(self) -> Money | ProviderError:
        """An error: a file has no balance."""
        return ProviderError("other", "A file has no balance.")

    def read_status(self, word: str) -> str:
        """Our word for a word of the file, or ``unknown``."""
        return read_word(word, self._settings.layout.words)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:  # noqa: ARG002 - nothing is placed
        """Unknown: no order is placed through a file."""
        return PlacementReading("unknown", error=ProviderError("unreadable", "No order is placed through a file."))

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:  # noqa: ARG002 - a file has no HTTP status
        """How the bytes of a file are read; ``ValueError`` for any action but ``status``."""
        if action != "status":
            raise ValueError(f"A file is only read for `status`, not for {action!r}.")
        refs = frozenset(asked)
        reading: dict[str, Any] = {"action": action, "reply_error": None, "orders": {}, "not_asked": []}
        try:
            rows = read_rows(io.BytesIO(raw), self._settings.layout, refs)
        except UnreadableError as problem:
            error = {"code": "unreadable", "text": str(problem)}
            return {**reading, "reply_error": error, "missing": sorted(refs)}
        return {
            **reading,
            "orders": {ref: _as_json(_state(said)) for ref, said in rows.items()},
            "missing": sorted(refs - rows.keys()),
        }

    def _read(self, asked: frozenset[str]) -> Mapping[str, Said]:
        known = self._settings
        with open_below(self._surroundings.folder, known.file, largest=known.layout.largest) as opened:
            wait = known.quiet - (self._surroundings.now() - opened.changed_at)
            if known.quiet and wait.total_seconds() > 0:
                raise UnreadableError("The file changed a moment ago; somebody may still be writing it.", wait)
            rows = read_rows(opened.stream, known.layout, asked)
            if not opened.is_unchanged():
                raise UnreadableError("The file changed while it was read.", known.quiet)
        return rows


def _state(said: Said) -> OrderState | ProviderError:
    if isinstance(said, str):
        return ProviderError("unreadable", said)
    return OrderState(said.status, said.raw_status, said.remains, ordered=said.ordered)


def _as_json(state: OrderState | ProviderError) -> dict[str, Any]:
    if isinstance(state, ProviderError):
        return {"error": {"code": state.code, "text": state.text}}
    told = {"status": state.status, "raw_status": state.raw_status, "remains": state.remains}
    return told if state.ordered is None else {**told, "ordered": state.ordered}
