"""An invoice into our values. A status that is not known here makes it unreadable.

An invoice is of so much in one currency (``amount``, ``currency``), and is paid in a coin (``payer_amount`` is what was
asked for in it, ``payment_amount`` what came). Amounts are texts of digits; what the coin says is compared exactly, and
what becomes money of the books has no more digits than its currency.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from panel_refunds.money import SCALE, Money
from panel_refunds.ports import GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError

METHOD = "crypto"
REFUNDS: Mapping[str, RefundStatus] = MappingProxyType(
    {
        "refund_process": RefundStatus.PENDING,
        "refund_paid": RefundStatus.SUCCEEDED,
        "refund_fail": RefundStatus.FAILED,
    }
)
PAID = frozenset({"paid", "paid_over"})
NOT_PAID = frozenset(
    {
        *("process", "check", "confirm_check", "wrong_amount", "wrong_amount_waiting", "locked"),
        *("cancel", "fail", "system_fail"),
    }
)
_DIGITS = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,30})?")


def status_of(invoice: Said) -> str:
    """The invoice's status, one of those that are known here."""
    word = invoice.find_text("payment_status") or invoice.text("status")
    if word not in PAID | NOT_PAID | REFUNDS.keys():
        raise UnreadableError("the invoice has a status that is not known here")
    return word


def read_payment(invoice: Said, *, live: bool) -> PaymentFacts:
    """The invoice as a payment of its own currency.

    Once money goes back, its status says nothing else any more; whether it had been paid whole is seen by what came.
    """
    status, currency = status_of(invoice), invoice.text("currency")
    captured = status in PAID or status in REFUNDS
    amount = _what_came(invoice) if captured else _asked_for(invoice)
    gone = status in REFUNDS and REFUNDS[status] is not RefundStatus.FAILED
    return PaymentFacts(
        ref=invoice.text("uuid"),
        amount=amount,
        captured=captured,
        refunded=amount if gone else Money(0, currency),
        fee=_fee(invoice, amount) if captured else None,
        fingerprint=_fingerprint(invoice),
        display=_display(invoice),
        method=METHOD,
        live=live,
        paid_at=invoice.find_moment("created_at"),
    )


def find_refund(invoice: Said) -> GatewayRefund | None:
    """The invoice's one refund, of all of it; it has no name but the invoice's. None where none was begun."""
    status = status_of(invoice)
    if status not in REFUNDS:
        return None
    ref = invoice.text("uuid")
    return GatewayRefund(
        ref=ref,
        status=REFUNDS[status],
        amount=_what_came(invoice),
        failure="refund_failed" if REFUNDS[status] is RefundStatus.FAILED else None,
        payments=(ref,),
    )


def _asked_for(invoice: Said) -> Money:
    amount = invoice.money("amount", invoice.text("currency"))
    if amount.units <= 0:
        raise UnreadableError("the invoice is of nothing")
    return amount


def _what_came(invoice: Said) -> Money:
    """The invoice's amount, or less where less than that was paid; never more, because nobody asked for more."""
    amount = _asked_for(invoice)
    asked, came = _exact(invoice, "payer_amount"), _exact(invoice, "payment_amount")
    if came >= asked:
        return amount
    return Money(int(amount.units * came / asked), amount.currency).round_down()


def _fee(invoice: Said, amount: Money) -> Money | None:
    """What the vendor kept: what was paid less what the merchant got, where both are in one currency.

    None where they are not, where the coins were exchanged, or where the merchant got more than the invoice asked for:
    then the fee has to be told.
    """
    if invoice.text("payer_currency") != amount.currency or "convert" in invoice or "merchant_amount" not in invoice:
        return None
    units = amount.units - int(_exact(invoice, "merchant_amount") * SCALE)
    return Money(units, amount.currency).round_down() if units >= 0 else None


def _exact(invoice: Said, name: str) -> Fraction:
    text = invoice.text(name)
    if not _DIGITS.fullmatch(text):
        raise UnreadableError(f"{name} is no amount")
    return Fraction(text)


def _fingerprint(invoice: Said) -> str | None:
    """The address that paid, not to be read back; an address means nothing without its network."""
    address = invoice.find_text("from")
    if address is None:
        return None
    network = invoice.find_text("network") or ""
    return hashlib.sha256(f"{network}:{address}".encode()).hexdigest()[:32]


def _display(invoice: Said) -> str | None:
    coin, network = invoice.find_text("payer_currency"), invoice.find_text("network")
    return f"{coin} ({network})" if coin and network else coin
