"""The SMM panel API v2 as an ordinary panel speaks it: a form in, the reply's JSON out, always HTTP 200.

Numbers go out as strings, as most panels send them; one order is answered flat, several by id, and a list of more than
a hundred ids is refused whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from panel_refunds.testing.upstream_panel.counter import Counter, PanelSaysNoError

CURRENCY = "USD"
_MOST_IDS = 100


def answer(counter: Counter, form: Mapping[str, str], most_ids: int = _MOST_IDS) -> Any:
    """What the panel replies to ``form`` (the key is checked already), as JSON-able values."""
    say = _ACTIONS.get(form.get("action", ""))
    if len(form.get("orders", "").split(",")) > most_ids:
        return {"error": "Incorrect request"}
    try:
        return say(counter, form) if say else {"error": "Incorrect request"}
    except PanelSaysNoError as no:
        return {"error": str(no)}


def _services(counter: Counter, _form: Mapping[str, str]) -> Any:
    return [
        {
            "service": int(offer.service),
            "name": offer.name,
            "type": "Default",
            "rate": str(offer.rate),
            "min": str(offer.least),
            "max": str(offer.most),
            "refill": offer.refill,
            "cancel": offer.cancel,
        }
        for offer in counter.offers.values()
    ]


def _add(counter: Counter, form: Mapping[str, str]) -> Any:
    quantity = form.get("quantity", "")
    if not form.get("link"):
        raise PanelSaysNoError("Link is required")
    if not (quantity.isascii() and quantity.isdigit()):
        raise PanelSaysNoError("Incorrect quantity")
    return {"order": int(counter.place(form.get("service", ""), int(quantity)).order)}


def _status(counter: Counter, form: Mapping[str, str]) -> Any:
    if "order" in form:
        return _state(counter, form["order"])
    return {order: _or_error(partial(_state, counter, order)) for order in _ids(form, "orders")}


def _state(counter: Counter, order: str) -> Any:
    placed = counter.get_order(order)
    if placed.posts:
        return {
            "status": placed.status,
            "expiry": None,
            "posts": str(placed.posts),
            "orders": [f"{order}{number}" for number in range(placed.posts_served)],
        }
    runs = {"runs": str(placed.runs), "runs_left": str(placed.runs_left)} if placed.runs > 1 else {}
    return {
        "charge": f"{placed.charge:f}",
        "start_count": None if placed.start_count is None else str(placed.start_count),
        "status": placed.status,
        "remains": None if placed.remains is None else str(placed.remains),
        "currency": CURRENCY,
        **({"quantity": str(placed.quantity)} if counter.tells_quantity else {}),
        **runs,
    }


def _cancel(counter: Counter, form: Mapping[str, str]) -> Any:
    def cancelled(order: str) -> int:
        counter.cancel(order)
        return 1

    return [{"order": _number(order), "cancel": _or_error(partial(cancelled, order))} for order in _ids(form, "orders")]


def _refill(counter: Counter, form: Mapping[str, str]) -> Any:
    if "order" in form:
        return {"refill": counter.refill(form["order"]).refill}

    def refilled(order: str) -> int:
        return int(counter.refill(order).refill)

    return [{"order": _number(order), "refill": _or_error(partial(refilled, order))} for order in _ids(form, "orders")]


def _refill_status(counter: Counter, form: Mapping[str, str]) -> Any:
    if "refill" in form:
        return {"status": counter.get_refill(form["refill"]).status}

    def standing(refill: str) -> str:
        return counter.get_refill(refill).status

    return [
        {"refill": _number(refill), "status": _or_error(partial(standing, refill))} for refill in _ids(form, "refills")
    ]


def _balance(counter: Counter, _form: Mapping[str, str]) -> Any:
    return {"balance": f"{counter.balance:f}", "currency": CURRENCY}


def _ids(form: Mapping[str, str], name: str) -> list[str]:
    ids = [one.strip() for one in form.get(name, "").split(",") if one.strip()]
    if not 1 <= len(ids) <= _MOST_IDS:
        raise PanelSaysNoError("Incorrect request")
    return ids


def _or_error(say: Callable[[], Any]) -> Any:
    try:
        return say()
    except PanelSaysNoError as no:
        return {"error": str(no)}


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() else text


_ACTIONS: Mapping[str, Callable[[Counter, Mapping[str, str]], Any]] = {
    "services": _services,
    "add": _add,
    "status": _status,
    "cancel": _cancel,
    "refill": _refill,
    "refill_status": _refill_status,
    "balance": _balance,
}
