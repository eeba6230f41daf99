"""Every way in which a gateway and our books can disagree about refunds has one name, and agreeing has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.refunds.reconcile.two_sides import (
    AT,
    DEPOSIT,
    attempt,
    our_side,
    refund,
    their_side,
    there,
    usd,
)

from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.reconcile.compare import compare
from panel_refunds.refunds.reconcile.difference import KINDS
from panel_refunds.refunds.reconcile.sides import OurSide, RefundThere, TheirSide, whose


def codes(ours: OurSide, theirs: TheirSide) -> list[str]:
    return [difference.code for difference in compare(ours, theirs)]


def undecided(state: str, **other: object) -> OurSide:
    """A refund whose attempt is not decided, and that somebody looks after."""
    given = {
        "refunds": (refund(1, state="sending"),),
        "attempts": (attempt(1, state, gateway_ref=None),),
        "booked": {},
        "watched": frozenset({"rf_1"}),
        **other,
    }
    return our_side(**given)


def test_two_sides_that_agree_differ_in_nothing() -> None:
    assert codes(our_side(), their_side(there(1))) == []


@pytest.mark.parametrize("state", ["prepared", "sending", "unknown"])
def test_a_refund_there_that_our_books_do_not_show_as_run(state: str) -> None:
    [found] = compare(undecided(state), their_side(there(1)))

    assert (found.code, found.kind.cure) == ("refund_unrecorded", "repair")
    assert (found.refund, found.request, found.ours, found.theirs) == ("rf_1", "rr_1", state, "succeeded")


def test_while_its_sender_is_alive_a_refund_is_left_to_it() -> None:
    alive = attempt(1, "sending", gateway_ref=None, lease_until=AT + timedelta(minutes=1))
    dead = replace(alive, lease_until=AT)

    assert codes(undecided("sending", attempts=(alive,), watched=frozenset()), their_side(there(1))) == []
    assert codes(undecided("sending", attempts=(dead,)), their_side(there(1))) == ["refund_unrecorded"]


@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_what_succeeded_here_and_failed_there(status: str) -> None:
    assert codes(our_side(), their_side(there(1, status))) == ["failed_late"]


@pytest.mark.parametrize("status", ["succeeded", "failed", "canceled", "action_required"])
def test_what_is_pending_here_and_further_there(status: str) -> None:
    assert codes(undecided("pending"), their_side(there(1, status))) == ["status_behind"]


def test_an_older_word_of_the_gateway_changes_nothing() -> None:
    assert codes(our_side(), their_side(there(1, "pending"))) == []


def test_a_paid_refund_that_a_complete_look_does_not_show() -> None:
    assert codes(our_side(), their_side()) == ["missing_at_gateway"]
    assert codes(our_side(), their_side(complete=False)) == ["look_incomplete"]


def test_what_was_sent_after_the_look_is_not_missing() -> None:
    young = attempt(1, first_sent_at=AT)

    assert "missing_at_gateway" not in codes(our_side(attempts=(young,)), their_side(as_of=AT))
    assert "missing_at_gateway" not in codes(our_side(), their_side(lag=timedelta(hours=1)))
    assert "missing_at_gateway" in codes(our_side(), their_side(lag=timedelta(minutes=59)))


def test_two_refunds_of_one_attempt_are_an_alarm() -> None:
    [found] = compare(our_side(), their_side(there(1), there(2, carries="att_1")))

    assert (found.code, found.kind.cure, found.kind.alarm) == ("paid_twice", "task", True)
    assert found.theirs == "re_1 20.00 USD, re_2 20.00 USD"


def test_a_second_refund_of_an_attempt_that_failed_was_never_paid() -> None:
    assert codes(our_side(), their_side(there(1), there(2, "failed", carries="att_1"))) == []


def test_another_amount_or_currency() -> None:
    euros = RefundThere("re_1", "succeeded", type(usd("1")).of("20", "EUR"), "att_1")

    assert codes(our_side(), their_side(there(1, net="21"))) == ["amount_differs"]
    assert codes(our_side(), their_side(euros)) == ["amount_differs"]


@pytest.mark.parametrize("state", ["rejected", "failed", "canceled"])
def test_what_is_closed_here_and_paid_there_is_an_alarm(state: str) -> None:
    closed = our_side(refunds=(refund(1, state="failed"),), attempts=(attempt(1, state),), booked={})

    [found] = compare(closed, their_side(there(1)))
    assert (found.code, found.kind.alarm) == ("closed_but_paid", True)


def test_what_counts_before_a_refund_is_sent_is_no_difference_of_its_own() -> None:
    """What our books deny counts as paid back by others before the next refund is sent; that is on purpose."""
    denied = replace(DEPOSIT, external_refunded=usd("20").units)
    closed = our_side(deposit=denied, refunds=(refund(1, state="failed"),), attempts=(attempt(1, "failed"),), booked={})

    assert codes(closed, their_side(there(1))) == ["closed_but_paid"]


def test_an_attempt_id_that_we_do_not_know() -> None:
    assert codes(our_side(), their_side(there(1), there(2, net="1"))) == ["refund_without_attempt", "external_refund"]


def test_nobody_looks_after_it() -> None:
    left = undecided("unknown", watched=frozenset())

    assert codes(left, their_side()) == ["attempt_unwatched"]
    assert codes(left, their_side(refunds=None)) == ["attempt_unwatched"]
    assert codes(left, their_side(there(1))) == ["refund_unrecorded"]


# ---------------------------------------------------------------- others


def test_refunds_of_others_more_and_less_than_we_know() -> None:
    overstated = our_side(deposit=replace(DEPOSIT, external_refunded=usd("7").units))
    right = our_side(deposit=replace(DEPOSIT, external_refunded=usd("5").units))
    other = there(9, net="5", carries=None)

    assert codes(our_side(), their_side(there(1), other)) == ["external_refund"]
    assert codes(overstated, their_side(there(1), other)) == ["external_overstated"]
    assert codes(right, their_side(there(1), other)) == []
    assert codes(right, their_side(there(1), complete=False)) == ["look_incomplete"]


def test_a_refund_of_ours_is_known_by_what_the_gateway_called_it() -> None:
    """A gateway that carries nothing of ours, and a person who recorded what was made by hand."""
    by_hand = our_side(refunds=(refund(1, reference="re_1"),), attempts=())

    assert codes(our_side(), their_side(there(1, carries=None))) == []
    assert codes(by_hand, their_side(there(1, carries=None))) == []


def test_more_goes_back_than_was_paid() -> None:
    other = there(9, net="31", carries=None)
    known = our_side(deposit=replace(DEPOSIT, external_refunded=usd("31").units))
    lost = our_side(
        deposit=replace(DEPOSIT, external_refunded=usd("10").units), lost=usd("25").units, refunds=(refund(1),)
    )

    assert codes(known, their_side(there(1), other)) == ["external_too_much"]
    assert codes(lost, their_side(there(1), there(9, net="10", carries=None))) == ["external_too_much"]
    assert codes(lost, their_side(there(1), there(9, net="5", carries=None))) == ["external_overstated"]


# ---------------------------------------------------------------- the ledger


def test_the_journal_booked_something_else() -> None:
    wrong = our_side(booked={"rf_1": usd("19").units})

    assert codes(wrong, their_side(there(1))) == ["ledger_differs"]
    assert "audit" in compare(wrong, their_side(there(1)))[0].kind.text
    assert codes(our_side(booked={}), their_side(there(1))) == ["ledger_differs"]


def test_what_a_person_paid_by_hand_is_not_looked_for() -> None:
    after_a_failure = our_side(attempts=(attempt(1, "failed"),))

    assert codes(our_side(attempts=()), their_side()) == []
    assert codes(after_a_failure, their_side(there(1, "failed"))) == []


# ---------------------------------------------------------------- whatever is there

STATES = st.sampled_from(
    ["prepared", "sending", "pending", "action_required", "succeeded", "failed", "canceled", "rejected", "unknown"]
)
STATUSES = st.sampled_from(["pending", "action_required", "succeeded", "failed", "canceled"])
CENTS = st.integers(1, 5000).map(lambda cents: f"{cents / 100:.2f}")


@st.composite
def attempts_made(draw: st.DrawFn) -> tuple[Attempt, ...]:
    return tuple(attempt(number, draw(STATES), draw(CENTS)) for number in range(draw(st.integers(0, 3))))


@st.composite
def refunds_there(draw: st.DrawFn) -> tuple[RefundThere, ...]:
    carried = st.sampled_from([None, "att_0", "att_1", "att_2", "att_7"])
    return tuple(
        there(number, draw(STATUSES), draw(CENTS), carries=draw(carried)) for number in range(draw(st.integers(0, 4)))
    )


@given(attempts_made(), refunds_there(), st.booleans(), st.randoms(use_true_random=False))
def test_whatever_the_two_sides_are_it_is_named_and_the_order_of_lists_is_no_matter(
    made: tuple[Attempt, ...], listed: tuple[RefundThere, ...], complete: bool, chance: object
) -> None:
    refunds = tuple(refund(number) for number in range(len(made)))
    ours = our_side(refunds=refunds, attempts=made, booked={})
    standing = [each for each in listed if each.standing]
    shuffled = sorted(listed, key=lambda _: chance.random())  # type: ignore[attr-defined]  # a random.Random
    found = compare(ours, their_side(*listed, complete=complete))

    assert {each.code for each in found} <= KINDS.keys()
    assert len({each.key for each in found}) == len(found)
    by_code = {each.code for each in found}
    for each in made:
        paid = [one for one in standing if whose(one, made) is each]
        if len(paid) > 1:
            assert "paid_twice" in by_code
        if len(paid) == 1 and each.state in ("rejected", "failed", "canceled"):
            assert {"closed_but_paid", "amount_differs"} & by_code
        if complete and not paid and each.state == "succeeded":
            assert by_code & {"missing_at_gateway", "failed_late"}
    if complete and {one.status for one in listed} <= {"succeeded"}:
        again = compare(ours, their_side(*shuffled, complete=True))
        assert {each.key for each in again} == {each.key for each in found}


@given(st.lists(st.tuples(CENTS, st.sampled_from(["succeeded", "failed"])), max_size=4))
def test_two_sides_made_from_one_history_agree(history: list[tuple[str, str]]) -> None:
    numbered = list(enumerate(history))
    paid = [(number, net) for number, (net, status) in numbered if status == "succeeded"]
    ours = our_side(
        refunds=tuple(refund(n, net, "paid" if s == "succeeded" else "failed") for n, (net, s) in numbered),
        attempts=tuple(attempt(n, s, net) for n, (net, s) in numbered),
        booked={f"rf_{number}": usd(net).units for number, net in paid},
    )

    assert compare(ours, their_side(*(there(n, s, net) for n, (net, s) in numbered))) == []


def test_a_look_that_does_not_show_others_says_nothing_of_them() -> None:
    ours = our_side(deposit=replace(DEPOSIT, external_refunded=usd("5.00").units))

    assert codes(ours, their_side(there(1))) == ["external_overstated"]
    assert codes(ours, replace(their_side(there(1)), shows_others=False)) == []
