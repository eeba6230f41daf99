"""The adapter on the stand is built as the host builds it."""

import pytest

from panel_refunds.money import Money
from panel_refunds.plugins.secrets import SecretText
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway


def test_secrets_come_as_the_host_reads_them(stand):
    assert isinstance(stand.built.settings["api_key"], SecretText)
    assert stand.built.secrets == {stand.peer.keys["first"], *stand.peer.webhook_secrets}
    assert stand.built.redact(f"key {stand.peer.keys['first']}") == "key [secret]"
    assert isinstance(stand.raw, TinyGateway)
    assert stand.gateway.gateway is stand.raw


def test_two_builds_are_two_objects_with_keys_of_their_own(stand):
    first, second = stand.build("first"), stand.build("second")
    assert first.raw is not second.raw
    assert first.secrets.isdisjoint(second.secrets)


def test_a_plugin_that_the_host_does_not_take_is_told(spoilt):
    with pytest.raises(BrokenContractError, match="not 2 to 32"):
        _ = spoilt(factory={"name": "Tiny Pay"}).raw
    with pytest.raises(BrokenContractError, match="and not 'tinypay'"):
        _ = spoilt(factory={"name": "otherpay"}).raw
    with pytest.raises(BrokenContractError, match="refuses the peer's settings"):
        _ = spoilt(factory={"settings": {}}).raw


def test_amounts_are_as_whole_as_the_currency_and_never_below_the_least(stand, able):
    assert str(stand.amount()) == "40.00 USD"
    assert str(stand.amount(13, "JPY")) == "13 JPY"
    assert str(stand.amount(13, "KWD")) == "0.130 KWD"
    assert str(stand.amount(1, "BTC")) == "0.01000000 BTC"
    assert able(min_refund=Money.of("1", "USD")).amount(13) == Money.of("13", "USD")
    assert str(stand.fee_of(stand.amount())) == "1.00 USD"
    assert str(stand.fee_of(Money.of("7", "JPY"))) == "1 JPY"


def test_an_order_is_as_the_core_writes_one(stand):
    order = stand.order(stand.pay(), stand.amount())
    assert order.key == order.attempt_id
    assert 10 <= len(order.key) <= 36
    assert stand.refund_requests() == 0
    stand.gateway.create_refund(order)
    assert stand.refund_requests() == 1
