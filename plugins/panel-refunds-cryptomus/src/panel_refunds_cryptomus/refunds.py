"""Refunds that somebody made at the vendor: read from the invoice's status. None is ever made from here.

At Heleket an invoice can be refunded in part, and the invoice does not say how much went. Once a refund was begun
there, what is known is not complete, and no amount is invented for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from panel_refunds.ports import GatewayRefund, Outcome, RefundsFound, Rejected, Rejection
from panel_refunds.ports.said import UnreadableError
from panel_refunds_cryptomus.account import Account
from panel_refunds_cryptomus.reading import find_refund


def create_refund() -> Outcome:
    """Refuse, before anything else: without an address, a key and an answer nothing can be sent once."""
    return Rejected(Rejection.NOT_REFUNDABLE, "An operator pays refunds of crypto payments by hand; nothing was sent.")


def get_refund(account: Account, ref: str, *, whole: bool) -> GatewayRefund:
    """The refund of the invoice ``ref``; LookupError when none was begun."""
    refund = find_refund(account.get_invoice(ref))
    if refund is None:
        raise LookupError("No refund of that invoice was begun.")
    if not whole:
        raise UnreadableError("the invoice does not say how much of it was refunded")
    return refund


def find_refunds(account: Account, payment: str, now: Callable[[], datetime], *, whole: bool) -> RefundsFound:
    """The one refund of an invoice, or none; complete unless a part may have gone."""
    as_of = now()
    refund = find_refund(account.get_invoice(payment))
    if refund is None:
        return RefundsFound((), complete=True, as_of=as_of)
    return RefundsFound((refund,) if whole else (), complete=whole, as_of=as_of)
