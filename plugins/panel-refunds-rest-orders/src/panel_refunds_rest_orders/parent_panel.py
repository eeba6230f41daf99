"""The order provider ``parent_panel``: a child panel asks the panel-refunds of the panel it buys from.

The key is a customer's: with it the parent shows the child's own orders and nothing else. The ids are the parent's
order ids (``ord_…``), which its panel hands over when an order is placed. Changes are found by asking, as often as the
tenant's file says; there is nothing that the parent tells by itself.
"""

from __future__ import annotations

import re
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
from panel_refunds_rest_orders.body import find_id, parse_body
from panel_refunds_rest_orders.faults import FaultError, fault_of_status
from panel_refunds_rest_orders.parent_orders import read_parent_order
from panel_refunds_rest_orders.parent_settings import ParentSettings
from panel_refunds_rest_orders.retry_after import find_wait
from panel_refunds_rest_orders.wishes import CLEARLY_REFUSED
from panel_refunds_rest_orders.words import read_word

if TYPE_CHECKING:
    from panel_refunds_rest_orders.transport import Transport

ORDERS = "/api/v1/child/orders"
BATCH = 100
_ORDER_ID = re.compile(r"ord_[0-9a-z]{20,40}")
_NO_REFILLS = ProviderError("not_refillable", "Ask the parent panel itself for a refill.")


class ParentPanel:
    """One parent panel of one tenant."""

    def __init__(self, settings: ParentSettings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings

    def __repr__(self) -> str:
        return f"<parent_panel {self._surroundings.name!r} of {self._surroundings.tenant!r}>"

    def capabilities(self) -> ProviderCapabilities:
        """A hundred orders in a question; no refills."""
        return ProviderCapabilities(BATCH, cancel=self._settings.cancel, refill=False)

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """How the orders stand, in one question; ``ValueError`` for more ids than one question may name."""
        if len(refs) > BATCH:
            raise ValueError(f"One question may name {BATCH} orders, not {len(refs)}.")
        named = [ref for ref in dict.fromkeys(refs) if _ORDER_ID.fullmatch(ref)]
        strange = {
            ref: ProviderError("order_not_found", "That is no order id of a parent panel (ord_…).")
            for ref in dict.fromkeys(refs)
            if not _ORDER_ID.fullmatch(ref)
        }
        if not named:
            return OrdersReply(orders=strange)
        wait = None
        try:
            answer = self._transport.ask("GET", f"{ORDERS}?ids={','.join(named)}")
            wait = find_wait(answer.headers, self._surroundings.now())
            reply = _read(answer.raw, answer.http_status, named)
        except FaultError as problem:
            self._surroundings.log.warning("provider_reply_error", asked=len(named), code=problem.error.code)
            return OrdersReply(strange, missing=tuple(named), reply_error=problem.error, retry_after=wait)
        return OrdersReply({**strange, **reply.orders}, reply.not_asked, reply.missing)

    def request_cancel(self, ref: str) -> Asked:
        """Wish that the order be cancelled. Accepted means heard: money moves only on a status."""
        if not self._settings.cancel or not _ORDER_ID.fullmatch(ref):
            return Asked("refused", error=ProviderError("not_cancelable", "This order cannot be asked about there."))
        try:
            # One wish for each order, so the order's own id makes the key: asked again, it is the same wish.
            answer = self._transport.ask(
                "POST", f"{ORDERS}/{ref}/cancel", body={}, headers={"Idempotency-Key": f"cancel-{ref}"}
            )
            fault = fault_of_status(answer.http_status)
            if fault is None:
                return _read_cancel(answer.raw, ref)
            code = _code_of(answer.raw)
        except FaultError as problem:
            return Asked("unknown", error=problem.error)
        if code in ("cancel_not_possible", "cancel_not_offered", "not_found"):
            return Asked("refused", error=ProviderError("not_cancelable", f"The parent panel says {code}."))
        return Asked("unknown", error=fault.error)

    def request_refill(self, ref: str) -> Asked:  # noqa: ARG002 - as the contract says
        """No refills are asked for by way of the API."""
        return Asked("refused", error=_NO_REFILLS)

    def refill_status(self, ref: str) -> OrderState | ProviderError:  # noqa: ARG002 - as the contract says
        """There are none."""
        return ProviderError("refill_not_found", _NO_REFILLS.text)

    def balance(self) -> Money | ProviderError:
        """The parent tells it on its own pages."""
        return ProviderError("other", "A parent panel does not tell the balance here.")

    def read_status(self, word: str) -> str:
        """Both sides speak the same words."""
        return read_word(word, {})

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """What the parent's *panel* answered: accepted only with an order id (``ord_…``) in ``order`` or ``id``."""
        try:
            tree = parse_body(raw)
        except FaultError as problem:
            return PlacementReading("unknown", error=problem.error)
        said = tree if isinstance(tree, dict) else {}
        ref = find_id(said.get("order", said.get("id")))
        if fault_of_status(http_status) is None and ref is not None and _ORDER_ID.fullmatch(ref):
            return PlacementReading("accepted", ref)
        error = said.get("error", said.get("detail"))
        if http_status in CLEARLY_REFUSED and isinstance(error, str) and error and ref is None:
            return PlacementReading("refused", error=ProviderError("invalid_request", error[:200]))
        return PlacementReading("unknown", error=ProviderError("other", "The reply has no order id (ord_…) in it."))

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """A raw reply as this provider reads it; ``ValueError`` for all but ``status``."""
        if action != "status":
            raise ValueError(f"A parent panel is only asked for status, not {action!r}.")
        try:
            reply = _read(raw, http_status, list(asked))
        except FaultError as problem:
            reply = OrdersReply(missing=tuple(asked), reply_error=problem.error)
        return {
            "action": action,
            "reply_error": {"code": reply.reply_error.code, "text": reply.reply_error.text}
            if reply.reply_error
            else None,
            "orders": {
                ref: {"status": one.status, "raw_status": one.raw_status, "remains": one.remains}
                if isinstance(one, OrderState)
                else {"error": {"code": one.code, "text": one.text}}
                for ref, one in reply.orders.items()
            },
            "not_asked": list(reply.not_asked),
            "missing": list(reply.missing),
        }

    @cached_property
    def _transport(self) -> Transport:
        # Building opens nothing, and reading a file needs no HTTP client: it is imported with the first question.
        from panel_refunds_rest_orders.transport import Transport

        known = self._settings
        return Transport(known.url, known.headers, known.timeout_seconds, self._surroundings.http_client)


def _read(raw: bytes, http_status: int, asked: Sequence[str]) -> OrdersReply:
    fault = fault_of_status(http_status)
    if fault is not None:
        raise fault
    tree = parse_body(raw)
    listed = tree.get("orders") if isinstance(tree, dict) else None
    if not isinstance(listed, list):
        raise FaultError("shape_mismatch", "That is no answer of a parent's panel-refunds.")
    found: dict[str, OrderState | ProviderError] = {}
    not_asked: list[str] = []
    for order in listed:
        ref = find_id(order.get("id")) if isinstance(order, dict) else None
        if ref is None:
            continue
        if ref not in asked:
            not_asked.append(ref)
        elif ref in found:
            found[ref] = ProviderError("shape_mismatch", "The reply speaks of this order twice.")
        else:
            found[ref] = read_parent_order(order)
    return OrdersReply(found, tuple(not_asked), tuple(ref for ref in asked if ref not in found))


def _read_cancel(raw: bytes, ref: str) -> Asked:
    """A yes is the order itself, as the parent shows it; whatever else a success brings, nobody knows who said it."""
    said = parse_body(raw)
    if isinstance(said, dict) and said.get("id") == ref:
        return Asked("accepted")
    return Asked("unknown", error=ProviderError("shape_mismatch", "The parent's answer does not show the order."))


def _code_of(raw: bytes) -> str | None:
    said = parse_body(raw)
    return said.get("code") if isinstance(said, dict) and isinstance(said.get("code"), str) else None
