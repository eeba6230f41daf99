"""The refunds of a payment, which PayPal lists only in the order that the payment belongs to.

Two witnesses are heard. The order shows the refunds; the payment's own status says whether there are any, and whether
they are all of it. Where the status knows of more than the order shows, or there is no order, the list is not *whole*
and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund
from panel_refunds.ports.asking import in_path
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.account import Account
from panel_refunds_paypal.amounts import read_money
from panel_refunds_paypal.links import find_above
from panel_refunds_paypal.reading import CAPTURES, capture_status, counted, read_refund

ORDERS = "/v2/checkout/orders"


@dataclass(frozen=True, slots=True)
class Payment:
    """A capture, its order where PayPal still has it, and the refunds seen there."""

    capture: Said
    order: Said | None
    refunds: tuple[GatewayRefund, ...]
    refunded: Money
    whole: bool


def get_payment(account: Account, ref: str) -> Payment:
    """The payment, in two questions; LookupError when there is none."""
    capture = account.get(f"{CAPTURES}/{in_path(ref)}").said("payment").named(ref)
    order = _find_order(account, capture)
    refunds = () if order is None else _refunds_in(order, ref)
    amount = read_money(capture, "amount")
    refunded = counted(refunds, amount.currency)
    whole = order is not None and _agrees(capture_status(capture), amount, refunded)
    return Payment(capture, order, refunds, refunded, whole)


def _find_order(account: Account, capture: Said) -> Said | None:
    """The order of a capture, None when the capture names none, or one that PayPal no longer has."""
    related = capture.find_inside("supplementary_data")
    ids = related.find_inside("related_ids") if related else None
    named = {name for name in (ids and ids.find_text("order_id"), find_above(capture, ORDERS)) if name}
    if not named:
        return None
    if len(named) > 1:
        raise UnreadableError("the payment names two orders")
    (name,) = named
    try:
        return account.get(f"{ORDERS}/{in_path(name)}").said("order").named(name)
    except LookupError:
        return None


def _refunds_in(order: Said, payment: str) -> tuple[GatewayRefund, ...]:
    """The refunds of one capture; an order may have several."""
    captures: set[str] = set()
    refunds: dict[str, GatewayRefund] = {}
    for unit in order.objects("purchase_units"):
        payments = unit.find_inside("payments")
        if payments is None:
            continue
        captures |= {each.text("id") for each in payments.objects("captures")} if "captures" in payments else set()
        for each in payments.objects("refunds") if "refunds" in payments else ():
            refund = read_refund(each)
            if refund.payments == (payment,):
                refunds[refund.ref] = refund
    if payment not in captures:
        raise UnreadableError("the order does not have the payment that names it")
    return tuple(refunds.values())


def _agrees(status: str, amount: Money, refunded: Money) -> bool:
    """Whether the order shows at least as much as the payment's status knows of."""
    if status == "REFUNDED":
        return amount <= refunded
    return status != "PARTIALLY_REFUNDED" or refunded.units > 0
