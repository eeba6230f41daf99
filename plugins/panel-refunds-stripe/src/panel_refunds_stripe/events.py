"""Events, from a webhook or from the list of events: what may have changed, by name.

An event is a hint and nothing more. Its figures are not read, because events come late, twice and out of order, and
because some of them are sums of all that happened so far (``charge.refunded``): the core reads the object itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from panel_refunds.ports import GatewayEvent
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.refs import is_charge, is_dispute, is_event, is_intent, is_refund, is_warning

Kind = Literal["refund", "payment", "dispute", "warning"]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "refund.created": "refund",
        "refund.updated": "refund",
        "refund.failed": "refund",
        "charge.refunded": "payment",
        "charge.succeeded": "payment",
        "charge.updated": "payment",
        "payment_intent.succeeded": "payment",
        "charge.dispute.created": "dispute",
        "charge.dispute.updated": "dispute",
        "charge.dispute.closed": "dispute",
        "charge.dispute.funds_withdrawn": "dispute",
        "charge.dispute.funds_reinstated": "dispute",
        "radar.early_fraud_warning.created": "warning",
        "radar.early_fraud_warning.updated": "warning",
    }
)


def find_hint(event: Answer) -> GatewayEvent | None:
    """What the event points at; None for a type that we have no use for. ``UnreadableError`` when it is malformed."""
    word = event.text("type")
    event_id = event.text("id")
    if not is_event(event_id):
        raise UnreadableError("the event's id is none")
    if (kind := KINDS.get(word)) is None:
        return None
    data = event.find_inside("data")
    thing = data.find_inside("object") if data else None
    if thing is None:
        raise UnreadableError("the event is about nothing")
    ref, payments = _subject(thing, kind)
    return GatewayEvent(event_id, kind, ref, payments, word, event.find_moment("created"))


def _subject(thing: Answer, kind: Kind) -> tuple[str, tuple[str, ...]]:
    """The id of what may have changed, and the names of the payment that belongs to it."""
    own = thing.text("id")
    if kind == "payment":
        charge = thing.find_ref("latest_charge") if is_intent(own) else own
        intent = own if is_intent(own) else thing.find_ref("payment_intent")
        names = tuple(name for name in (charge, intent) if name)
        own = names[0]
    else:
        names = thing.payments
    belongs = {"refund": is_refund, "payment": _is_payment, "dispute": is_dispute, "warning": is_warning}
    if not belongs[kind](own) or not all(_is_payment(name) for name in names):
        raise UnreadableError("an id in the event is none")
    return own, names


def _is_payment(ref: str) -> bool:
    return is_charge(ref) or is_intent(ref)
