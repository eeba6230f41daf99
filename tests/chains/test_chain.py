"""A refund upstream flows down a chain of panels: once, at each level's own price, in whatever order they ask."""

from __future__ import annotations

import random

import pytest
from tests.chains.chain import CHARGES, Chain
from tests.conftest import Clock

from panel_refunds.flows.decide_order import decide_order
from panel_refunds.flows.record_placement import apply_placement
from panel_refunds.ports import PlacementReading
from panel_refunds.testing.rest_upstream import Odd

NOTHING = {"a": "0.00", "b": "0.00", "c": "0.00"}
SHARE_OF_157 = {"a": "0.29359", "b": "0.3925", "c": "0.62799999"}


def test_a_cancelled_order_comes_back_whole_at_every_level(chain: Chain) -> None:
    orders = chain.buy("u1")
    chain.upstream.set_order("u1", "VOID")
    chain.work()

    assert chain.refunded(orders) == CHARGES
    chain.work()
    assert chain.refunded(orders) == CHARGES
    assert [panel.cash() for panel in chain.panels.values()] == ["100.00 USD"] * 3


def test_of_a_partial_order_the_undelivered_share_of_each_levels_own_charge(chain: Chain) -> None:
    orders = chain.buy("u1")
    chain.upstream.set_order("u1", "SHORT", 157)
    chain.work()
    chain.work()
    assert chain.refunded(orders) == SHARE_OF_157

    chain.upstream.set_order("u1", "VOID")
    chain.work()
    assert chain.refunded(orders) == CHARGES


def test_asking_from_the_bottom_takes_one_round_for_each_level(chain: Chain) -> None:
    orders = chain.buy("u1")
    chain.upstream.set_order("u1", "VOID")
    seen = []
    for _ in range(3):
        for panel in reversed(chain.panels.values()):
            panel.work()
        seen.append(chain.refunded(orders))

    assert seen == [{**NOTHING, "a": "1.87"}, {**CHARGES, "c": "0.00"}, CHARGES]


@pytest.mark.parametrize("seed", range(2))
def test_hints_polls_and_repeats_in_any_order_pay_each_order_once(chain: Chain, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    bought = {f"u{number}": chain.buy(f"u{number}") for number in range(4)}
    top, events = chain.panels["a"], []
    for ref in bought:
        events += [chain.upstream.set_order(ref, "BUSY"), chain.upstream.set_order(ref, "SHORT", 157)]
    steps = [*events * 2, *list(chain.panels.values()) * 3]
    chance.shuffle(steps)
    for step in steps:
        if hasattr(step, "work"):
            step.work()
        else:
            assert chain.upstream.deliver(step, top.hook) == [200]
    clock.forward(minutes=5)
    chain.work()

    assert [chain.refunded(orders) for orders in bought.values()] == [SHARE_OF_157] * 4


def test_a_hint_makes_the_top_ask_at_once_and_a_forged_one_does_not(chain: Chain) -> None:
    orders, top = chain.buy("u1"), chain.panels["a"]
    chain.upstream.set_order("u1", "VOID")
    forged = chain.upstream.sign({"data": {"id": "u1"}}, secret="whsec_c29tZWJvZHkgZWxzZQ==")

    assert chain.upstream.deliver(forged, top.hook) == [400]
    assert chain.upstream.deliver(chain.upstream.events[0], chain.panels["b"].hook) == [404]
    chain.upstream.questions.clear()
    assert chain.upstream.deliver(chain.upstream.events[0], top.hook, times=3) == [200] * 3
    top.work()
    assert chain.refunded(orders)["a"] == "1.87"


def test_an_order_that_was_placed_and_told_of_before_its_id_was_known(chain: Chain, clock: Clock) -> None:
    top = chain.panels["a"]
    order = top.order(None)
    chain.upstream.place("u9")
    assert chain.upstream.deliver(chain.upstream.set_order("u9", "VOID"), top.hook) == [200]
    top.work()
    apply_placement(top.desk, order.order_id, PlacementReading("accepted", "u9"))
    clock.forward(minutes=1)
    top.work()

    assert top.now(order).refunded == order.charge


def test_a_level_that_answers_nonsense_or_not_at_all_moves_nothing_below(chain: Chain) -> None:
    orders = chain.buy("u1")
    chain.upstream.set_order("u1", "VOID")
    for odd in (
        Odd(503),
        Odd(200, b"<html>VOID</html>"),
        Odd(200, b'{"data": {"orders": [{"id": "u1", "state"', cut=True),
    ):
        chain.upstream.odd.append(odd)
        chain.work()
        assert chain.refunded(orders) == NOTHING


def test_below_waits_while_a_person_above_decides_and_follows_what_was_decided(chain: Chain, clock: Clock) -> None:
    chain.upstream.place("u1")
    orders = chain.buy("u1")
    chain.upstream.set_order("u1", "SHORT", "lots")
    chain.work()
    # What remains cannot be read: at the top a person is asked, and nobody below moves.
    top, middle = chain.panels["a"], chain.panels["b"]
    assert top.now(orders["a"]).review == "partial_unreadable"
    assert (middle.now(orders["b"]).status, middle.now(orders["b"]).review) == ("paused", None)

    decide_order(top.desk, orders["a"].order_id, pays="whole", by="finance-1", text="nothing was delivered")
    chain.upstream.set_order("u1", "VOID")
    clock.forward(minutes=1)
    chain.work()

    assert chain.refunded(orders) == CHARGES


def test_each_level_sees_only_what_it_bought(chain: Chain) -> None:
    orders = chain.buy("u1")
    middle = chain.panels["b"]
    provider = middle.desk.provider("above")
    another = chain.panels["a"].order("u77", charge="0.50")
    stranger = chain.panels["b"].order(None)

    reply = provider.get_orders([orders["a"].order_id, another.order_id, stranger.order_id])
    assert set(reply.orders) == {orders["a"].order_id, another.order_id}
    assert reply.missing == (stranger.order_id,)
