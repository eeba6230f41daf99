"""The order provider ``rest``: the core's questions, put to an upstream as the tenant's file describes it.

Each method puts one question and maps its answer; nothing is retried, kept or decided here. What the upstream did not
clearly answer stays open: an unusable reply leaves every order untouched, and a wish whose fate nobody knows is
"unknown". An order that the upstream does not know (404) is an error of that order; it never counts as cancelled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any

from panel_refunds.errors import Refused
from panel_refunds.money import MAX_UNITS, SCALE, Money, exponent_of
from panel_refunds.ports import (
    Asked,
    OrderHint,
    OrdersReply,
    OrderState,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    Surroundings,
)
from panel_refunds_rest_orders.addresses import can_be_asked, filled
from panel_refunds_rest_orders.body import parse_body
from panel_refunds_rest_orders.events import parse_event
from panel_refunds_rest_orders.faults import FaultError, fault_of_status
from panel_refunds_rest_orders.fields import find_value
from panel_refunds_rest_orders.orders import read_many, read_one
from panel_refunds_rest_orders.reading import read_raw
from panel_refunds_rest_orders.retry_after import find_wait
from panel_refunds_rest_orders.settings import Settings
from panel_refunds_rest_orders.wishes import read_placement, read_wish
from panel_refunds_rest_orders.words import read_word

if TYPE_CHECKING:
    from panel_refunds_rest_orders.transport import Answer, Transport

NOT_FOUND = 404
_STRANGE = ProviderError("invalid_request", "This id cannot be asked about.")


class RestProvider:
    """One upstream of one tenant."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings

    def __repr__(self) -> str:
        return f"<rest {self._surroundings.name!r} of {self._surroundings.tenant!r}>"

    def capabilities(self) -> ProviderCapabilities:
        """As the tenant's file says; the upstream itself cannot be asked."""
        known = self._settings
        return ProviderCapabilities(
            batch=known.batch,
            cancel=bool(known.paths["cancel_path"]),
            refill=bool(known.paths["refill_path"]),
            reports_remains=bool(known.fields["remains_field"]),
            webhooks=known.hooks.scheme != "none",
        )

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        """What a signed delivery points at; ``WebhookRefusedError`` for anything else."""
        return parse_event(raw, headers, self._settings.hooks, self._surroundings.now())

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """How the orders stand, in one question; ``ValueError`` for more ids than one question may name."""
        if len(refs) > self._settings.batch:
            raise ValueError(f"One question may name {self._settings.batch} orders, not {len(refs)}.")
        wanted = list(dict.fromkeys(refs))
        named = [ref for ref in wanted if can_be_asked(ref)]
        strange = {ref: _STRANGE for ref in wanted if not can_be_asked(ref)}
        if not named:
            return OrdersReply(orders=strange)
        alone = self._settings.paths["order_path"] if len(named) == 1 else ""
        path = filled(alone, id=named[0]) if alone else filled(self._settings.paths["orders_path"], ids=",".join(named))
        try:
            answer = self._transport.ask("GET", path)
        except FaultError as problem:
            return self._untouched(problem, named, strange)
        try:
            reply = self._read(answer, named, alone=bool(alone))
        except FaultError as problem:
            return self._untouched(problem, named, strange, answer)
        return OrdersReply({**strange, **reply.orders}, reply.not_asked, reply.missing)

    def request_cancel(self, ref: str) -> Asked:
        """Wish that the order be cancelled. Accepted means heard: money moves only on a status."""
        return self._wish("cancel_path", ref, "not_cancelable")

    def request_refill(self, ref: str) -> Asked:
        """Wish that what dropped be filled up again; ``ref`` of the answer is the refill's own id, if it has one."""
        return self._wish("refill_path", ref, "not_refillable", id_field=self._settings.fields["refill_field"])

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """How the refill with the id ``ref`` stands."""
        path = self._settings.paths["refill_status_path"]
        if not path or not can_be_asked(ref):
            return ProviderError("refill_not_found", "This upstream tells nothing about that refill.")
        try:
            answer = self._transport.ask("GET", filled(path, id=ref))
            if answer.http_status == NOT_FOUND:
                return ProviderError("refill_not_found", "The upstream does not know this refill.")
            return read_one(self._tree(answer), ref, self._settings)
        except FaultError as problem:
            return problem.error

    def balance(self) -> Money | ProviderError:
        """Our money at the upstream, rounded down to our units; an error where it tells none."""
        known = self._settings
        if not known.paths["balance_path"] or not known.balance_currency:
            return ProviderError("other", "The file names no balance_path, or no balance_currency.")
        try:
            exponent_of(known.balance_currency)
            tree = self._tree(self._transport.ask("GET", known.paths["balance_path"]))
            said = find_value(tree, known.fields["balance_field"])
            amount = Decimal(said) if type(said) in (str, int, Decimal) else Decimal("NaN")
            units = int((amount * SCALE).to_integral_value(ROUND_FLOOR))
        except FaultError as problem:
            return problem.error
        except (InvalidOperation, ValueError, OverflowError, Refused):
            return ProviderError("shape_mismatch", "The reply tells no balance that can be read.")
        if abs(units) > MAX_UNITS:
            return ProviderError("shape_mismatch", "The balance is too large to be one.")
        return Money(units, known.balance_currency)

    def read_status(self, word: str) -> str:
        """Our word for a bare status word, or ``unknown``."""
        return read_word(word, self._settings.words)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """What the upstream's raw answer to placing an order says; only a clear no is ``refused``."""
        fields = self._settings.fields
        return read_placement(raw, http_status, id_field=fields["placed_field"], error_field=fields["error_field"])

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """A raw reply as this provider reads it, for an operator who wants to see."""
        return read_raw(raw, action=action, asked=asked, http_status=http_status, settings=self._settings)

    @cached_property
    def _transport(self) -> Transport:
        # Building opens nothing, and reading a file needs no HTTP client: it is imported with the first question.
        from panel_refunds_rest_orders.transport import Transport

        known = self._settings
        return Transport(known.url, known.headers, known.timeout_seconds, self._surroundings.http_client)

    def _read(self, answer: Answer, named: Sequence[str], *, alone: bool) -> OrdersReply:
        if not alone:
            return read_many(self._tree(answer), named, self._settings)
        if answer.http_status == NOT_FOUND:
            return OrdersReply({named[0]: ProviderError("order_not_found", "The upstream does not know this order.")})
        return OrdersReply({named[0]: read_one(self._tree(answer), named[0], self._settings)})

    def _tree(self, answer: Answer) -> Any:
        fault = fault_of_status(answer.http_status)
        if fault is not None:
            raise fault
        return parse_body(answer.raw)

    def _untouched(
        self,
        problem: FaultError,
        named: Sequence[str],
        strange: Mapping[str, ProviderError],
        answer: Answer | None = None,
    ) -> OrdersReply:
        wait: timedelta | None = None
        if answer is not None and answer.http_status in (429, 503):
            wait = find_wait(answer.headers, self._surroundings.now())
        self._surroundings.log.warning("provider_reply_error", asked=len(named), code=problem.error.code)
        return OrdersReply(strange, missing=tuple(named), reply_error=problem.error, retry_after=wait)

    def _wish(self, path: str, ref: str, code: str, id_field: str = "") -> Asked:
        where = self._settings.paths[path]
        if not where:
            return Asked("refused", error=ProviderError(code, "This upstream takes no such wishes."))
        if not can_be_asked(ref):
            return Asked("refused", error=_STRANGE)
        try:
            answer = self._transport.ask("POST", filled(where, id=ref), body={})
        except FaultError as problem:
            return Asked("unknown", error=problem.error)
        return read_wish(
            answer.raw,
            answer.http_status,
            code=code,
            error_field=self._settings.fields["error_field"],
            id_field=id_field,
        )
