"""A payment's dispute is found in the account's list, however long that is, and the weightiest one counts."""

from __future__ import annotations

import pytest

from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_razorpay import disputes
from panel_refunds_testkit.peer import PeerReply, PeerServer
from razorpay_account import built, inr


@pytest.mark.parametrize("state", ["inquiry", "open", "won", "lost"])
def test_the_dispute_is_among_the_facts(razorpay, gateway, state):
    payment, other = razorpay.take_payment(inr("50"), fee=None), razorpay.take_payment(inr("50"), fee=None)
    razorpay.tell_dispute(payment, state)

    assert gateway.get_payment(payment).dispute == state
    assert gateway.get_payment(other).dispute == "none"
    assert gateway.get_dispute(f"disp_{payment}").state == state


def test_it_is_found_behind_a_hundred_others(razorpay, gateway):
    payments = [razorpay.take_payment(inr("50"), fee=None) for _ in range(205)]
    for payment in payments:
        razorpay.tell_dispute(payment, "open")

    assert gateway.get_payment(payments[-1]).dispute == "open"


def listed(*items: tuple[str, str], monkeypatch: pytest.MonkeyPatch, pages: int = 100) -> str:
    said = [{"payment_id": "pay_1", "status": status, "phase": phase} for status, phase in items]
    monkeypatch.setattr(disputes, "MOST_PAGES", pages)
    server = PeerServer(lambda _: PeerReply.json(200, {"items": said}))
    server.start()
    try:
        gateway = built(key_id="rzp_test_abcd1234", key_secret="x", mode="test", address=server.url)
        return disputes.find_dispute_state(gateway._account, "pay_1", None)
    finally:
        server.stop()


def test_of_several_the_open_one_counts(monkeypatch):
    items = [("won", "chargeback"), ("open", "arbitration"), ("lost", "chargeback")]

    assert listed(*items, monkeypatch=monkeypatch) == "open"
    assert listed(items[0], items[2], monkeypatch=monkeypatch) == "lost"


def test_too_many_to_tell_is_no_answer(monkeypatch):
    with pytest.raises(NoAnswerError):
        listed(*[("won", "chargeback")] * 100, monkeypatch=monkeypatch, pages=2)
