"""Which deposits are compared, in pages; how far a run came; what people were told, until it is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.flows.shop import Shop, usd

from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.store import Reconciliation, Store, ToldDifference

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = ToldDifference("k1", "fee_differs", "card", "dep_1", "ch_1", "1.75 USD", "1.80 USD", NOW)


def to_compare(shop: Shop, *, days: int = 1, after: str = "", limit: int = 50, gateway: str = "manual") -> list[str]:
    with shop.desk.read() as books:
        return books.deposits_to_compare(gateway, shop.at - timedelta(days=days), after, limit)


def ids(*deposits: Deposit) -> list[str]:
    return [each.deposit_id for each in deposits]


def test_what_was_credited_tried_or_disputed_lately_is_compared_and_what_rests_is_not(store: Store) -> None:
    shop = Shop(store)
    resting, tried, disputed, undecided, decided = (shop.deposit("50.00") for _ in range(5))
    open_dispute(shop.desk, decided.deposit_id)
    shop.gateway.script("unknown")
    pay_refund(shop.desk, shop.refund_of(shop.approve(shop.request("20.00", undecided))).refund_id)
    open_dispute(shop.desk, disputed.deposit_id)
    shop.passes(days=12)
    late = shop.deposit("50.00")
    pay_refund(shop.desk, shop.refund_of(shop.approve(shop.request("20.00", tried))).refund_id)
    close_dispute(shop.desk, decided.deposit_id, outcome="won")

    assert to_compare(shop) == ids(tried, disputed, undecided, decided, late)
    assert to_compare(shop, days=13) == ids(resting, tried, disputed, undecided, decided, late)
    assert to_compare(shop, gateway="card") == []
    shop.passes(days=5)
    assert to_compare(shop) == ids(disputed, undecided)


def test_pages_follow_each_other_without_a_gap(store: Store) -> None:
    shop = Shop(store)
    deposits = ids(*(shop.deposit("5.00") for _ in range(7)))
    found: list[str] = []
    while page := to_compare(shop, after=found[-1] if found else "", limit=3):
        assert len(page) <= 3
        found += page

    assert found == deposits
    with shop.desk.read() as books:
        assert books.count_credited_since("manual", shop.at) == 7
        assert books.count_credited_since("manual", shop.at + timedelta(seconds=1)) == 0


def test_a_deposit_with_a_difference_that_people_know_of_is_compared_until_it_is_gone(store: Store) -> None:
    shop = Shop(store)
    deposit = shop.deposit("5.00")
    told = replace(TOLD, gateway="manual", deposit_id=deposit.deposit_id)
    shop.passes(days=40)
    with shop.desk.begin() as books:
        assert books.note_told(told)
        assert not books.note_told(told)
    assert to_compare(shop) == [deposit.deposit_id]
    with shop.desk.begin() as books:
        books.note_gone(books.told_of("manual", deposit.deposit_id), shop.at)

    assert to_compare(shop) == []
    with shop.desk.begin() as books:
        assert books.told_of("manual", deposit.deposit_id) == []
        assert books.note_told(told)  # it is back


def test_every_gateway_that_money_came_from_is_known(store: Store) -> None:
    shop = Shop(store)
    for number, gateway in enumerate(("wire", "card", "wire", "vouchers")):
        shop.desk.gateways[gateway] = shop.gateway
        credit_deposit(shop.desk, PaymentTaken("c1", gateway, f"p{number}", usd("5.00")))

    with shop.desk.read() as books:
        assert books.gateways_of_deposits() == ["card", "vouchers", "wire"]


def test_what_was_booked_to_the_gateway_is_the_net_and_nothing_after_a_reversal(store: Store) -> None:
    shop = Shop(store)
    refund = shop.approved("20.00", fee="1.75")
    pay_refund(shop.desk, refund.refund_id)

    def booked() -> dict[str, int]:
        with shop.desk.read() as books:
            return books.booked_to_gateway(refund.wallet_id, "manual", [refund.refund_id])

    assert booked() == {refund.refund_id: usd("18.25").units}
    with shop.desk.read() as books:
        attempt = books.attempts_of(refund.refund_id)[-1]
        assert books.booked_to_gateway(refund.wallet_id, "manual", []) == {}
    shop.gateway.later(attempt.attempt_id, "failed")
    follow_refund(shop.desk, refund.refund_id)
    assert booked() == {refund.refund_id: 0}


def test_how_far_a_run_came_is_kept_for_each_tenant(store: Store) -> None:
    mine, theirs = uuid4(), uuid4()
    run = Reconciliation("card", NOW - timedelta(days=3), NOW)
    with store.begin(mine, new_id=str) as books:
        books.save_reconciliation(run)
        books.save_reconciliation(replace(run, after="dep_7", compared=7, feed_read=True, finished_at=NOW))

    with store.read(mine) as books:
        assert books.find_reconciliation("card") == replace(
            run, after="dep_7", compared=7, feed_read=True, finished_at=NOW
        )
        assert books.find_reconciliation("other") is None
    with store.read(theirs) as books:
        assert books.find_reconciliation("card") is None
