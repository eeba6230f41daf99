"""Both sides of one deposit of 50.00, as a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.reconcile.sides import OurSide, PaymentThere, RefundThere, TheirSide
from panel_refunds.refunds.refund import Refund

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SENT = AT - timedelta(hours=1)


def usd(text: str) -> Money:
    return Money.of(text, "USD")


DEPOSIT = Deposit(
    "dep_1", "wal_1", "c1", "USD", "card", "ch_1", "card", usd("50").units, AT - timedelta(days=1), "default@1", fee=0
)


def refund(number: int, net: str = "20", state: str = "paid", **other: Any) -> Refund:
    made = Refund(f"rf_{number}", "rr_1", "wal_1", "dep_1", usd(net).units, 0, 0, 0, True, "paid", **other)
    return replace(made, state=state)


def attempt(number: int, state: str = "succeeded", net: str = "20", **other: Any) -> Attempt:
    made = Attempt(
        *(f"att_{number}", f"rf_{other.pop('of', number)}", "wal_1", "dep_1", "card", "ch_1", f"att_{number}"),
        *(usd(net).units, "USD", "hash", "succeeded", SENT),
        **{"first_sent_at": SENT, "gateway_ref": f"re_{number}", **other},
    )
    return replace(made, state=state)


def there(number: int, status: str = "succeeded", net: str = "20", *, carries: str | None = "own") -> RefundThere:
    carried = f"att_{number}" if carries == "own" else carries
    return RefundThere(f"re_{number}", status, usd(net), carried)


def our_side(**other: Any) -> OurSide:
    """One refund of 20.00 that was paid, and booked."""
    given = {
        "deposit": DEPOSIT,
        "at": AT,
        "refunds": (refund(1),),
        "attempts": (attempt(1),),
        "booked": {"rf_1": usd("20").units},
        **other,
    }
    return OurSide(**given)


def their_side(*refunds: RefundThere, **other: Any) -> TheirSide:
    """The payment in order, with these refunds, all of them."""
    given = {"complete": True, "as_of": AT, "reports_disputes": True, **other}
    payment = given.pop("payment", PaymentThere(usd("50"), captured=True, fee=0))
    return TheirSide(payment, given.pop("refunds", refunds), **given)
