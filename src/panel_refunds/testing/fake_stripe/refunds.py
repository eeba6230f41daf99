"""Refunds: what may be refunded, what becomes of a refund, and what the charge then shows.

A refund that has not failed and was not canceled counts in ``amount_refunded`` of its charge, also while it is pending.
When it fails, early or late, the money is back in the balance and the charge can be refunded again.
"""

from __future__ import annotations

from typing import Final

from panel_refunds.testing.fake_stripe.books import Books, Json
from panel_refunds.testing.fake_stripe.currencies import check_digits, shown
from panel_refunds.testing.fake_stripe.disputes import blocks_refunds, calm_warnings
from panel_refunds.testing.fake_stripe.refusal import RefusalError, bad_value
from panel_refunds.testing.fake_stripe.settlement import add_transaction, available, settled

STATUSES: Final = ("pending", "requires_action", "succeeded", "failed", "canceled")
UNDONE: Final = ("failed", "canceled")
REASONS: Final = ("duplicate", "fraudulent", "requested_by_customer")
FAILURES: Final = (
    *("lost_or_stolen_card", "expired_or_canceled_card", "charge_for_pending_refund_disputed"),
    *("insufficient_funds", "declined", "merchant_request", "unknown"),
)


def check_refund(books: Books, charge: Json, amount: int | None, reason: str | None) -> int:
    """The amount a refund of this charge would have; refuses as Stripe does."""
    if reason is not None and reason not in REASONS:
        raise bad_value("reason", f"Invalid reason: must be one of {', '.join(REASONS)}")
    if amount is not None and amount < 1:
        raise bad_value("amount", "Invalid positive integer", "parameter_invalid_integer")
    ref = charge["id"]
    if not charge["paid"] or not charge["captured"]:
        raise RefusalError(f"Charge {ref} has no captured payment to refund.", code="charge_not_refundable")
    if charge["disputed"] and any(blocks_refunds(each) for each in books.all_of("du") if each["charge"] == ref):
        raise RefusalError(f"Charge {ref} has been charged back; cannot issue a refund.", code="charge_disputed")
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        raise RefusalError(f"Charge {ref} has already been refunded.", code="charge_already_refunded")
    if amount is None:
        return int(left)
    check_digits(amount, charge["currency"])
    if amount > left:
        raise RefusalError(
            f"Refund amount ({shown(amount, charge['currency'])}) is greater than unrefunded amount on charge "
            f"({shown(left, charge['currency'])})",
            param="amount",
        )
    return amount


def make_refund(
    books: Books, charge: Json, amount: int | None, *, metadata: dict[str, str], reason: str | None = None
) -> Json:
    """Refund ``amount`` (None: all that is left) of the charge; refuses as Stripe does."""
    amount = check_refund(books, charge, amount, reason)
    needed, currency = settled(books, charge, amount)
    short = needed > available(books, currency)
    if short and books.conduct.when_short == "error":
        raise RefusalError(
            "Insufficient funds in your Stripe balance to refund this amount.", code="balance_insufficient"
        )
    refund: Json = {
        "id": books.new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": books.moment(),
        "currency": charge["currency"],
        "destination_details": _destination(charge),
        "metadata": metadata,
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": None,
        "transfer_reversal": None,
    }
    books.add("re", refund)
    books.refunds_by_charge.setdefault(charge["id"], []).append(refund["id"])
    _stand(refund, "pending" if short else _next_word(books, charge), "insufficient_funds" if short else None)
    if refund["status"] not in UNDONE:
        _count(charge, amount)
        if not short:
            _debit(books, charge, refund)
    books.announce("refund.created", refund)
    if refund["status"] in UNDONE:
        books.announce("refund.failed", refund)
    else:
        books.announce("charge.refunded", charge, {"amount_refunded": charge["amount_refunded"] - amount})
        calm_warnings(books, charge)
    return refund


def _next_word(books: Books, charge: Json) -> str:
    """How a new refund stands at first: as was scripted for this charge, else for any, else succeeded."""
    for whose in (charge["id"], None):
        words = books.conduct.refund_words.get(whose)
        if words:
            return words.popleft()
    return "succeeded"


def _destination(charge: Json) -> Json:
    kind = charge["payment_method_details"]["type"]
    if kind != "card":
        return {"type": kind, kind: {}}
    card = {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"}
    return {"type": "card", "card": card}


def _stand(refund: Json, status: str, reason: str | None) -> None:
    """Give the refund its status and the fields that come with it."""
    for name in ("pending_reason", "failure_reason", "next_action"):
        refund.pop(name, None)
    refund["status"] = status
    if status == "pending":
        refund["pending_reason"] = reason or "processing"
    elif status == "failed":
        refund["failure_reason"] = reason or "unknown"
    elif status == "canceled":
        refund["failure_reason"] = "merchant_request"
    elif status == "requires_action":
        sent = {"email_sent_at": refund["created"], "email_sent_to": "payer@example.com"}
        expires = refund["created"] + 45 * 24 * 3600
        refund["next_action"] = {
            "type": "display_details",
            "display_details": {"email_sent": sent, "expires_at": expires},
        }


def _count(charge: Json, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]


def _debit(books: Books, charge: Json, refund: Json) -> None:
    transaction = add_transaction(books, charge, "refund", refund["id"], -refund["amount"])
    refund["balance_transaction"] = transaction["id"]


def set_status(books: Books, refund: Json, status: str, reason: str | None = None) -> Json:
    """Let the refund stand at ``status`` from now on, and tell the world; the money follows.

    ``reason`` is a ``failure_reason`` or a ``pending_reason``. ``ValueError`` for what cannot happen at Stripe.
    """
    before = refund["status"]
    if status not in STATUSES:
        raise ValueError(f"{status!r} is no status of a refund; it is one of {', '.join(STATUSES)}")
    if before in {*UNDONE, status} or (before == "succeeded" and status not in UNDONE):
        raise ValueError(f"{refund['id']} is {before}; at Stripe it cannot become {status}")
    charge = books.get(refund["charge"])
    _stand(refund, status, reason)
    if status in UNDONE:
        _count(charge, -refund["amount"])
        if refund["balance_transaction"] is not None:
            back = add_transaction(books, charge, "refund_failure", refund["id"], refund["amount"])
            refund["failure_balance_transaction"] = back["id"]
    elif refund["balance_transaction"] is None:
        _debit(books, charge, refund)
    books.announce("refund.updated", refund, {"status": before})
    books.announce("charge.refund.updated", refund, {"status": before})
    if status in UNDONE:
        books.announce("refund.failed", refund, {"status": before})
    return refund


def send_waiting(books: Books, currency: str) -> list[str]:
    """Send the refunds that waited for money in this currency, oldest first, while it lasts; their ids."""
    sent = []
    for refund in list(books.objects["re"].values()):
        if refund["status"] != "pending" or refund.get("pending_reason") != "insufficient_funds":
            continue
        needed, settles_in = settled(books, books.get(refund["charge"]), refund["amount"])
        if settles_in == currency and needed <= available(books, currency):
            set_status(books, refund, "succeeded")
            sent.append(refund["id"])
    return sent


def fail_disputed(books: Books, charge: str) -> None:
    """A dispute arrives while refunds of the charge are pending: they fail."""
    for refund in books.refunds_of(charge):
        if refund["status"] == "pending":
            set_status(books, refund, "failed", "charge_for_pending_refund_disputed")
