"""What has to be true in the end, read from Stripe's own record and from our journal, which know nothing of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from tests.app.cards.customers import Customers
from tests.app.cards.fake_control import FakeControl
from tests.app.cards.processes import GATEWAY

from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.account import clearing
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.refunds.refund import Refund
from panel_refunds.store.audit import audit_tenant

ATTEMPT = "panel_refunds_attempt"
CENT = 10**6
GONE_BACK = frozenset({"failed", "canceled"})
EXPLAINED = frozenset({"succeeded", "failed", "canceled"})


@dataclass(frozen=True)
class Proof:
    """The counts of a run that ended as it has to."""

    requests: int
    refunds: int
    failed: int
    attempts: int
    sends: int


def prove(desk: Desk, control: FakeControl, people: Customers) -> Proof:
    """Every payment, every request, every attempt, and the books as a whole; AssertionError names what is wrong."""
    made: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in control.refunds():
        made[each["charge"]].append(each)
    counts: Counter[str] = Counter()
    known: set[str] = set()
    with desk.read() as books:
        for request_id, charges in people.approved.items():
            refunds = books.refunds_of(request_id)
            deposits = {refund.refund_id: books.get_deposit(refund.deposit_id) for refund in refunds}
            # One refund for each deposit of the request, and each deposit once.
            assert sorted(deposit.payment for deposit in deposits.values()) == sorted(charges), request_id
            legs = _net_legs(books.journal_of(refunds[0].wallet_id, limit=10_000))
            for refund in refunds:
                deposit = deposits[refund.refund_id]
                _prove_payment(refund, deposit, made[deposit.payment], legs[refund.refund_id])
                attempts = books.attempts_of(refund.refund_id)
                assert [attempt for attempt in attempts if attempt.state not in EXPLAINED] == []
                assert len(attempts) == 1, attempts
                known |= {attempt.attempt_id for attempt in attempts}
                counts["failed"] += refund.state == "failed"
                counts["refunds"] += 1
                counts["sends"] += sum(attempt.sends for attempt in attempts)
    # Stripe has no refund that we do not know.
    assert {each["metadata"].get(ATTEMPT) for each in control.refunds()} == known
    report = audit_tenant(desk.store, desk.tenant.id, now=desk.now())
    assert report.ok, report.faults
    return Proof(len(people.approved), counts["refunds"], counts["failed"], len(known), counts["sends"])


def _prove_payment(refund: Refund, deposit: Deposit, made: list[dict[str, Any]], booked: int) -> None:
    """The invariant: what Stripe has paid back is what the ledger says, and never more than was paid in."""
    standing = sum(each["amount"] for each in made if each["status"] not in GONE_BACK) * CENT
    assert len(made) == 1, f"{refund.refund_id}: Stripe made {len(made)} refunds of {deposit.payment}"
    assert standing == booked, f"{refund.refund_id}: {standing} at Stripe, {booked} in the ledger"
    assert standing == (refund.net if refund.state == "paid" else 0), refund
    assert refund.state in ("paid", "failed"), refund
    kept = refund.split.kept if refund.state == "paid" else 0
    assert standing + kept <= deposit.amount - deposit.external_refunded
    assert deposit.external_refunded == 0


def _net_legs(entries: Any) -> Counter[str]:
    """By refund: what the journal says has left to the gateway, less what came back."""
    legs: Counter[str] = Counter()
    for entry in entries:
        for posting in entry.postings:
            if posting.account == clearing(GATEWAY) and entry.kind.startswith("refund_"):
                legs[entry.about] += posting.amount
    return legs
