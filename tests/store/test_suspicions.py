"""What a fraud check asks of the books."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.ids import tenant_uuid
from panel_refunds.money import Money
from panel_refunds.refunds.dispute import Dispute


def usd(amount: int) -> Money:
    return Money.of(str(amount), "USD")


def test_bonuses_and_returns_of_the_customer_are_told_newest_first(till, clock):
    deposit = till.deposit(amount=50)
    till.bonus(deposit.wallet_id, 5)
    first = clock()
    clock.forward(days=1)
    till.bonus(deposit.wallet_id, 7)
    order = till.order(deposit.wallet_id, 30)
    till.give_back(order, 20)
    other = till.deposit("c2")
    till.bonus(other.wallet_id, 9)

    with till.read() as books:
        assert books.bonuses_of_customer("c1") == ((clock(), usd(7)), (first, usd(5)))
        assert books.returns_of_customer("c1") == ((clock(), usd(18)),)
        assert books.bonuses_of_customer("nobody") == ()


def test_disputes_of_the_customer_are_told_with_their_state(till, clock):
    mine, theirs = till.deposit("c1"), till.deposit("c2")
    for number, deposit in enumerate((mine, theirs)):
        dispute = Dispute(f"dsp_{number}", deposit.wallet_id, deposit.deposit_id, deposit.amount, "open", clock())
        with till.begin(deposit.wallet_id) as books:
            books.add_dispute(dispute)

    with till.read() as books:
        assert books.disputes_of_customer("c1") == [(mine.deposit_id, clock(), usd(50), "open")]


def test_who_shares_a_payment_account_is_told_with_what_they_paid_from_it_and_their_bonuses(till):
    till.deposit("c1", fingerprint="f1")
    till.deposit("c1", fingerprint="f1")
    till.deposit("c1", fingerprint="f2")
    second = till.deposit("c2", 20, fingerprint="f1")
    till.deposit("c2", 30, fingerprint="f2")
    till.deposit("c2", 40, fingerprint="elsewhere")
    till.deposit("c3", 25, fingerprint="f2")
    till.bonus(second.wallet_id, 5)
    till.bonus(second.wallet_id, 6)

    with till.read() as books:
        others = books.shared_payment_accounts("c1")
        sharing = books.sharing_of("c1", others)
    assert list(sharing) == ["c2", "c3"]
    assert sharing["c2"] == (2, (usd(50),), 2, (usd(11),))
    assert sharing["c3"] == (1, (usd(25),), 0, ())


def test_another_tenant_is_no_other_customer(till):
    till.deposit("c1", fingerprint="f1")
    elsewhere = replace(till, tenant=tenant_uuid("elsewhere"))
    found = elsewhere.deposit("c2", fingerprint="f1")
    elsewhere.bonus(found.wallet_id, 5)

    with till.read() as books:
        assert books.sharing_of("c1", ["c2"]) == {"c2": (0, (), 0, ())}
        assert books.sharing_of("c1", []) == {}
