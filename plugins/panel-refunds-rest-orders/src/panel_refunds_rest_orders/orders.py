"""How orders stand, read from the answer of a REST upstream as the tenant's file describes it.

One order in one answer, a list of orders, or an object of orders by id. Each is read for itself: what is wrong with
one touches only that one. Ids that nobody asked about are told apart, and an order that the answer speaks of twice,
differently, is not believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from panel_refunds.ports import OrdersReply, OrderState, ProviderError
from panel_refunds_rest_orders.body import clean, find_id, find_whole
from panel_refunds_rest_orders.faults import FaultError
from panel_refunds_rest_orders.fields import ABSENT, find_value
from panel_refunds_rest_orders.settings import Settings
from panel_refunds_rest_orders.words import read_word

MOST_REMAINS = 10**15
_NO_ORDER = ProviderError("shape_mismatch", "What stands under this id is no order, or another one.")


def read_one(tree: Any, ref: str, settings: Settings) -> OrderState | ProviderError:
    """The order in the answer to a question about it alone."""
    order = find_value(tree, settings.fields["order_field"])
    if not isinstance(order, dict):
        return _error_in(tree, settings) or ProviderError("shape_mismatch", "There is no order in the reply.")
    named = find_value(order, settings.fields["id_field"])
    if named is not ABSENT and find_id(named) != ref:
        return ProviderError("shape_mismatch", "The reply speaks of another order.")
    return read_order(order, settings)


def read_many(tree: Any, asked: Sequence[str], settings: Settings) -> OrdersReply:
    """The orders in the answer to a question about several; ``FaultError`` when it holds none at all."""
    found: dict[str, OrderState | ProviderError] = {}
    not_asked: list[str] = []
    for ref, order in _listed(tree, asked, settings):
        if ref not in asked:
            not_asked.append(ref)
            continue
        said = read_order(order, settings) if isinstance(order, dict) else _NO_ORDER
        if found.setdefault(ref, said) != said:
            found[ref] = ProviderError("shape_mismatch", "The reply speaks of this order twice, differently.")
    missing = tuple(ref for ref in asked if ref not in found)
    return OrdersReply(found, not_asked=tuple(dict.fromkeys(not_asked)), missing=missing)


def read_order(order: Mapping[str, Any], settings: Settings) -> OrderState | ProviderError:
    """One order: its status in our words, or why it has none."""
    error = _error_in(order, settings)
    if error is not None:
        return error
    word = find_value(order, settings.fields["status_field"])
    if type(word) is int:
        word = str(word)
    if not isinstance(word, str) or not word.strip():
        return ProviderError("shape_mismatch", "The reply names this order but gives no status.")
    return OrderState(read_word(word, settings.words), clean(word), _remains(order, settings))


def _remains(order: Mapping[str, Any], settings: Settings) -> int | None:
    field = settings.fields["remains_field"]
    remains = find_whole(find_value(order, field)) if field else None
    return None if remains is None or remains > MOST_REMAINS else max(0, remains)


def _listed(tree: Any, asked: Sequence[str], settings: Settings) -> Iterator[tuple[str, Any]]:
    """Each order with its id: from the fields of a list's items, or from the names of an object."""
    listed = find_value(tree, settings.fields["orders_field"])
    if isinstance(listed, list):
        for order in listed:
            ref = find_id(find_value(order, settings.fields["id_field"]))
            if ref is not None:
                yield ref, order
        return
    # An error, or one flat order, must not be taken for an object of orders by id. (F21)
    if not isinstance(listed, dict) or (listed and not any(isinstance(listed.get(ref), dict) for ref in asked)):
        error = _error_in(tree, settings)
        raise FaultError("other", error.text) if error else FaultError("shape_mismatch", "There are no orders in it.")
    for ref, order in listed.items():
        named = find_value(order, settings.fields["id_field"])
        yield ref, (order if named is ABSENT or find_id(named) == ref else None)


def _error_in(tree: Any, settings: Settings) -> ProviderError | None:
    field = settings.fields["error_field"]
    said = find_value(tree, field) if field else ABSENT
    if said in (ABSENT, None, False, "", 0):
        return None
    return ProviderError("other", clean(said) if isinstance(said, str) else "The reply says that something is wrong.")
