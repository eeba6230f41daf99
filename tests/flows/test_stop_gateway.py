"""A gateway whose key, permission or mode is wrong is stopped for its tenant, and for nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.stop_gateway import PROBE_AFTER, start_gateway, stop_gateway
from panel_refunds.ports import MisconfiguredError
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import GatewayStop, OutboxMessage
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.worker.run_due import run_due

MINUTES = PROBE_AFTER[0].seconds // 60


def stop_of(shop: Shop, gateway: str = "manual") -> GatewayStop | None:
    with shop.desk.read() as books:
        return books.find_gateway_stop(gateway)


def known(shop: Shop, refund: Refund) -> Refund:
    with shop.desk.read() as books:
        return books.get_refund(refund.refund_id)


def told(shop: Shop, refund: Refund, kind: str) -> list[OutboxMessage]:
    with shop.desk.read() as books:
        return [message for message in books.outbox_of(refund.request_id) if message.kind == kind]


def stopped(shop: Shop) -> Refund:
    """The gateway refused our key when this refund was sent."""
    shop.gateway.script("misconfigured")
    return pay_refund(shop.desk, shop.approved().refund_id)


def test_a_misconfigured_gateway_is_stopped_and_the_attempt_keeps_key_and_hold(shop: Shop) -> None:
    refund = stopped(shop)

    assert (refund.state, shop.state_of(refund), shop.figures()[2]) == ("sending", "sending", "20.00 USD")
    stop = stop_of(shop)
    assert stop is not None
    assert (stop.stopped_by, stop.probe_at) == ("system", shop.at + PROBE_AFTER[0])
    assert len(told(shop, refund, "gateway_stopped")) == 1


def test_nobody_sends_through_it_and_finance_is_told_once(shop: Shop) -> None:
    first, second, third = stopped(shop), shop.approved(), shop.approved()
    for refund in (first, second, third):
        pay_refund(shop.desk, refund.refund_id)
        follow_refund(shop.desk, refund.refund_id)

    assert len(shop.gateway.asked) == 1
    assert known(shop, second).state == "approved"
    assert [len(told(shop, refund, "gateway_stopped")) for refund in (first, second, third)] == [1, 0, 0]


def test_another_gateway_and_another_tenant_go_on(shop: Shop) -> None:
    stopped(shop)
    other = ScriptedGateway(now=lambda: shop.at)
    shop.desk = replace(shop.desk, gateways={**shop.desk.gateways, "other": other})
    other.take_payment("pay_900", usd("50.00"), fee=usd("0"))
    deposit = credit_deposit(shop.desk, PaymentTaken("c2", "other", "pay_900", usd("50.00"), fee=usd("0")))
    refund = shop.refund_of(shop.approve(shop.request("20.00", deposit, customer="c2")))
    assert pay_refund(shop.desk, refund.refund_id).state == "paid"

    elsewhere = Shop(shop.store, tenant=replace(shop.tenant, slug="elsewhere"))
    assert pay_refund(elsewhere.desk, elsewhere.approved().refund_id).state == "paid"


def test_after_a_while_one_refund_tries_and_the_others_follow(shop: Shop) -> None:
    first, second = stopped(shop), shop.approved()
    shop.passes(minutes=MINUTES)
    run_due(shop.desk, kinds={"pay"})
    run_due(shop.desk, kinds={"pay"})

    assert [known(shop, refund).state for refund in (first, second)] == ["paid", "paid"]
    assert stop_of(shop) is None
    assert len({order.key for order in shop.gateway.asked}) == 2


def test_while_it_stays_wrong_one_refund_tries_at_a_time_and_seldomer(shop: Shop) -> None:
    for _ in range(4):
        shop.approved()
    for _ in range(50):
        shop.gateway.script("misconfigured")
    tries = []
    for _ in range(24):
        before = len(shop.gateway.asked)
        run_due(shop.desk, kinds={"pay", "follow"})
        tries.append(len(shop.gateway.asked) - before)
        shop.passes(minutes=5)

    assert set(tries) == {0, 1}
    assert 3 <= sum(tries) <= 5
    with shop.desk.read() as books:
        [stop] = books.gateway_stops()
    assert stop.probes == sum(tries) - 1


def test_a_refund_that_may_not_be_sent_leaves_the_try_to_the_next(shop: Shop) -> None:
    stopped(shop)
    shop.passes(minutes=MINUTES)
    disputed, good = shop.approved(), shop.approved()
    shop.gateway.tell_dispute("pay_2", "open")

    assert pay_refund(shop.desk, disputed.refund_id).state == "approved"
    assert pay_refund(shop.desk, good.refund_id).state == "paid"
    assert stop_of(shop) is None


def test_a_look_up_that_is_refused_stops_it_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.gateway.script("unknown", ran=True)
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    shop.passes(minutes=10)

    def refuses(_: str) -> object:
        raise MisconfiguredError("this key may not read refunds")

    monkeypatch.setattr(shop.gateway, "find_refunds", refuses)
    follow_refund(shop.desk, refund.refund_id)
    assert stop_of(shop) is not None

    # A try counts only where it can also be looked up what became of it.
    shop.passes(hours=2)
    other = shop.approved()
    pay_refund(shop.desk, other.refund_id)
    assert known(shop, other).state == "approved"
    monkeypatch.undo()
    shop.passes(hours=2)
    run_due(shop.desk, kinds={"pay", "follow"})
    assert (known(shop, other).state, stop_of(shop)) == ("paid", None)


def test_what_a_person_stopped_only_a_person_starts(shop: Shop) -> None:
    stop_gateway(shop.desk, "manual", by="operator-ana", text="the key leaked")
    refund = shop.approved()
    for _ in range(3):
        run_due(shop.desk, kinds={"pay"})
        shop.passes(days=1)
    assert shop.gateway.asked == ()

    start_gateway(shop.desk, "manual", by="operator-ana", text="it has a new one")
    run_due(shop.desk, kinds={"pay"})
    assert known(shop, refund).state == "paid"


def test_starting_what_is_not_stopped_is_refused_and_both_want_a_name_and_a_reason(shop: Shop) -> None:
    for code, act in (
        ("gateway_not_stopped", lambda: start_gateway(shop.desk, "manual", by="operator-ana", text="why not")),
        ("role_needed", lambda: stop_gateway(shop.desk, "manual", by="ana", text="why not")),
        ("reason_needed", lambda: stop_gateway(shop.desk, "manual", by="operator-ana", text=" ")),
        ("not_found", lambda: stop_gateway(shop.desk, "paypal", by="operator-ana", text="why not")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == code
    assert stop_of(shop) is None


def test_a_revoked_key_at_stripe_stops_it_and_a_new_one_pays_once(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.revoke_key(card_shop.stripe.secret_key)
    refund = card_shop.refund_of(card_shop.approve(card_shop.request("20.00", deposit)))
    card_shop.work()
    assert stop_of(card_shop, "card") is not None
    assert card_shop.stripe.refunds_of(paid.charge) == ()

    card_shop.use_key(card_shop.stripe.make_key())
    start_gateway(card_shop.desk, "card", by="operator-ana", text="a new key")
    card_shop.work()
    assert known(card_shop, refund).state == "paid"
    assert card_shop.stripe.paid_back(paid.charge) == 2000
