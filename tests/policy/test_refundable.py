"""How much of one deposit may go back, and the finding for each reason why not more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import CALENDAR, asking, day, deposit, returned, snapshot, units, version

from panel_refunds.calendar import Span, Unit
from panel_refunds.money import MAX_UNITS, minor_unit
from panel_refunds.policy.decision import LotPart
from panel_refunds.policy.refundable import Looking, Refundable, refundable, trimmed
from panel_refunds.policy.settings import Condition, PolicyException, Window


def look(one, amount="all", of=None, *, at: float = 2, overrides=(), **facts) -> Refundable:
    whole = snapshot(one, at=at, **facts)
    return refundable(whole, one, asking(amount, of), Looking(whole.at, CALENDAR, frozenset(overrides)))


def codes(found: Refundable) -> list[str]:
    return [finding.code for finding in found.findings if finding.is_reason]


def test_what_is_left_in_time_may_go_back():
    found = look(deposit(left="40", spent="10"))

    assert found.gross == units("40")
    assert found.parts == (LotPart("lot_d1", units("40")),)
    assert codes(found) == []
    assert found.closes_at == day(14)


def test_it_is_rounded_down_to_the_minor_unit_and_the_rest_stays():
    found = look(deposit(left="49.76548583", returned=[returned("0.00999999")]))

    assert found.gross == units("49.77")
    assert [part.amount for part in found.parts] == [units("49.76548583"), units("0.00451417")]


def test_less_than_a_minor_unit_is_nothing():
    assert codes(look(deposit(left="0.00999999"))) == ["nothing_unspent"]
    assert codes(look(deposit(left="0.99"), currency="JPY")) == ["nothing_unspent"]


def test_a_deposit_spent_altogether_has_nothing_left():
    found = look(deposit(left="0", spent="50"), of="d1", at=30)

    assert (found.gross, codes(found)) == (0, ["nothing_unspent"])


def test_what_somebody_paid_back_at_the_gateway_is_taken_off_what_is_left():
    found = look(deposit(left="40", spent="10", elsewhere=units("15")))

    assert (found.gross, codes(found)) == (units("25"), ["refunded_elsewhere"])
    assert [each.cap for each in found.findings if each.cap is not None] == [units("25")]
    assert sum(part.amount for part in found.parts) == units("25")


def test_a_deposit_paid_back_elsewhere_altogether_has_nothing_left():
    found = look(deposit(left="40", spent="10", elsewhere=units("50")))

    assert (found.gross, found.parts) == (0, ())
    assert codes(found) == ["refunded_elsewhere", "nothing_unspent"]


# ---------------------------------------------------------------- windows


def test_after_fourteen_days_the_own_lot_stays_and_what_orders_gave_back_may_go():
    """2.2a and 3.3."""
    found = look(deposit(left="40", returned=[returned("10")]), at=30)

    assert found.gross == units("10")
    assert [part.lot_id for part in found.parts] == ["lot_r"]
    assert codes(found) == ["window_closed"]


def test_a_closed_window_says_until_when_it_was():
    (finding,) = look(deposit(), at=14.001).findings

    assert (finding.code, finding.clause, finding.about) == ("window_closed", "2.2a", "d1")
    assert finding.figures["until"] == "2025-09-15T10:00:00-04:00"


def test_the_limit_is_included():
    assert codes(look(deposit(), at=14)) == []


def test_order_money_may_have_a_window_of_its_own_from_its_return():
    policy = version(order_refunds__window=Window("returned", within=Span(Unit.DAYS, 7)))
    one = deposit(left="0", spent="40", returned=[returned("10", at=20)], policy=policy)

    assert codes(look(one, at=27)) == []
    assert codes(look(one, at=27.001)) == ["window_closed"]


def test_a_window_may_count_from_the_last_use():
    policy = version(deposits__window=Window("last_use", after=Span(Unit.DAYS, 60)))

    assert codes(look(deposit(policy=policy), at=59)) == ["window_not_open"]
    assert codes(look(deposit(policy=policy), at=61)) == []
    assert codes(look(deposit(policy=policy), at=61, last_use_at=day(30))) == ["window_not_open"]
    assert codes(look(deposit(policy=policy), at=91, last_use_at=day(30))) == []


def test_money_that_came_back_from_a_failed_refund_keeps_the_time_of_its_request():
    one = deposit(left="20")
    failed = replace(one.lots[0], lot_id="lot_f", left=units("30"), asked_at=day(13))
    found = look(replace(one, lots=(*one.lots, failed)), at=40)

    assert found.gross == units("30")
    assert [part.lot_id for part in found.parts] == ["lot_f"]
    assert codes(found) == ["window_closed"]


def test_two_people_may_set_a_window_aside():
    found = look(deposit(), at=30, overrides=["window_closed"])

    assert found.gross == units("50")
    assert [(finding.code, finding.effect) for finding in found.findings] == [("overridden", "allow")]
    assert found.findings[0].figures["rule"] == "window_closed"


# ---------------------------------------------------------------- the deposit itself


@pytest.mark.parametrize(
    ("more", "keys", "code", "clause"),
    [
        ({"open_request": "rr_9"}, {}, "request_open", "5"),
        ({"dispute": "open"}, {}, "payment_disputed", "2.1"),
        ({"dispute": "lost"}, {}, "payment_disputed", "2.1"),
        ({}, {"deposits__refundable": "never"}, "deposits_not_refundable", "2.1"),
        ({"original_guaranteed": False}, {}, "destination_not_original", "2.2c"),
        ({"spent": "10"}, {"deposits__used_at_most_percent": 19}, "used_too_much", "2.2b"),
        ({"spent": "0.01"}, {"deposits__used_at_most_percent": 0}, "used_too_much", "2.2b"),
    ],
)
def test_what_stands_against_a_deposit_stops_all_of_it_its_order_money_too(more, keys, code, clause):
    found = look(deposit(left="30", returned=[returned("5")], policy=version(**keys), **more))

    assert (found.gross, found.parts) == (0, ())
    (finding,) = [each for each in found.findings if each.effect == "deny"]
    assert (finding.code, finding.clause, finding.about) == (code, clause, "d1")


@pytest.mark.parametrize("code", ["request_open", "payment_disputed", "deposits_not_refundable", "used_too_much"])
def test_nobody_sets_that_aside(code):
    policy = version(deposits__refundable="never", deposits__used_at_most_percent=0)
    one = deposit(left="30", spent="20", dispute="open", open_request="rr_9", policy=policy)

    found = look(one, overrides=[code])

    assert found.gross == 0
    assert code in codes(found)


@pytest.mark.parametrize(
    ("more", "keys", "code"),
    [({"dispute": "inquiry"}, {}, "payment_inquiry"), ({}, {"deposits__refundable": "discretion"}, "at_discretion")],
)
def test_what_only_wants_a_person_stops_nothing(more, keys, code):
    found = look(deposit(policy=version(**keys), **more))

    assert found.gross == units("50")
    assert [(each.code, each.effect) for each in found.findings if each.is_reason] == [(code, "review")]


def test_a_dispute_that_was_won_stops_nothing():
    assert look(deposit(dispute="won")).gross == units("50")


@pytest.mark.parametrize(
    "keys", [{"deposits__if_impossible": "operator"}, {"deposits__destination": "told_by_customer"}]
)
def test_where_the_policy_lets_an_operator_pay_the_destination_stops_nothing(keys):
    assert look(deposit(original_guaranteed=False, policy=version(**keys))).gross == units("50")


def test_a_share_of_use_that_is_allowed_passes_exactly():
    policy = version(deposits__used_at_most_percent=20)

    assert look(deposit(left="40", spent="10", policy=policy)).gross == units("40")


def test_order_money_may_have_to_stay():
    policy = version(order_refunds__withdrawable="never")
    found = look(deposit(left="40", returned=[returned("10")], policy=policy))

    assert found.gross == units("40")
    assert codes(found) == ["order_refunds_not_withdrawable"]


def test_one_version_decides_and_the_deposit_s_own_takes_money():
    own = version(name="own", deposits__processor_fee="by_share", deposits__refundable="never")
    today = version(name="today", deposits__processor_fee="house_pays")

    found = look(deposit(version=own, governed_by=today))

    assert found.gross == units("50")
    assert found.rules == today.rules
    assert found.taking == own.rules


def test_an_exception_for_a_method_holds_for_its_deposits_only():
    crypto_stays = PolicyException(Condition(method=("crypto",)), ((("deposits", "refundable"), "never"),))

    assert look(deposit(method="crypto", policy=version(crypto_stays))).gross == 0
    assert look(deposit(method="card", policy=version(crypto_stays))).gross == units("50")


def test_a_request_for_order_money_leaves_the_own_lot_alone():
    found = look(deposit(left="40", returned=[returned("10")]), of="order_refunds")

    assert [part.lot_id for part in found.parts] == ["lot_r"]


# ---------------------------------------------------------------- figures


@given(
    st.lists(st.integers(0, MAX_UNITS // 10), max_size=5),
    st.sampled_from(["JPY", "USD", "KWD", "BTC"]),
    st.integers(0, 40),
)
def test_the_parts_are_the_gross_it_is_payable_and_never_more_than_what_is_left(lefts, currency, at):
    lots = [replace(returned("0", lot_id=f"r{number}"), left=left) for number, left in enumerate(lefts)]
    one = deposit(returned=lots)

    found = look(one, at=at, currency=currency)

    assert sum(part.amount for part in found.parts) == found.gross
    assert found.gross % minor_unit(currency) == 0
    left = {lot.lot_id: lot.left for lot in one.lots}
    assert all(0 < part.amount <= left[part.lot_id] for part in found.parts)
    reachable = sum(left.values()) - (0 if at <= 14 else units("50"))
    assert reachable - minor_unit(currency) < found.gross <= reachable


@given(st.lists(st.integers(0, 1000), max_size=6), st.integers(0, 6000))
def test_trimming_takes_the_first_units_and_no_empty_parts(sizes, amount):
    parts = [LotPart(f"lot_{number}", size) for number, size in enumerate(sizes)]

    taken = trimmed(parts, amount)

    assert sum(part.amount for part in taken) == min(amount, sum(sizes))
    assert all(part.amount for part in taken)
    whole = [part for part in parts if part.amount]
    assert [part.lot_id for part in taken] == [part.lot_id for part in whole[: len(taken)]]
    assert list(taken[:-1]) == whole[: len(taken)][:-1]
