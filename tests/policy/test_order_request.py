"""A request about an order that gave nothing back is answered by the order's status."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from tests.policy.snapshots import CALENDAR, day, decided, deposit, order, returned, rules, snapshot, units

from panel_refunds.calendar import Span, Unit
from panel_refunds.orders.rules import BUILTIN_REASONS, CustomerCancel
from panel_refunds.policy.order_request import cancel_refusal, order_findings, refill_runs

LATE = 9


def answer(facts, at: float = LATE) -> tuple[str, str]:
    (finding,) = order_findings(facts, day(at), CALENDAR)
    assert (finding.about, finding.clause) == ("o1", "4")
    assert finding.text
    return finding.effect, finding.code


def order_rules(**keys):
    return rules(**{f"orders__{key}": value for key, value in keys.items()}).orders


@pytest.mark.parametrize(
    ("status", "effect", "code"),
    [
        ("pending", "wait", "order_not_started"),
        ("processing", "deny", "order_in_progress"),
        ("in_progress", "deny", "order_in_progress"),
        ("paused", "deny", "order_in_progress"),
        ("completed", "deny", "order_completed"),
        ("canceled", "deny", "nothing_unspent"),
        ("partial", "deny", "nothing_unspent"),
    ],
)
def test_each_status_has_its_answer(status, effect, code):
    assert answer(order(status)) == (effect, code)


@pytest.mark.parametrize("reason", BUILTIN_REASONS)
@pytest.mark.parametrize("status", ["canceled", "pending", "in_progress", "completed"])
def test_a_known_fault_of_the_customer_is_the_answer_whatever_the_status(status, reason):
    assert answer(order(status, reason=reason)) == ("deny", "user_error")


@pytest.mark.parametrize("reason", ["storm", "", None])
def test_another_reason_is_only_shown(reason):
    assert answer(order("in_progress", reason=reason)) == ("deny", "order_in_progress")


def test_a_reason_the_policy_does_not_count_is_only_shown():
    forgiving = order_rules(reasons=MappingProxyType({**BUILTIN_REASONS, "wrong_link": "by_status"}))

    assert answer(order("in_progress", reason="wrong_link", rules=forgiving)) == ("deny", "order_in_progress")


@pytest.mark.parametrize("status", ["pending", "failed", "partial", "canceled"])
def test_an_order_that_waits_for_a_person_keeps_the_request_waiting(status):
    assert answer(order(status, in_review=True)) == ("wait", "order_in_review")


@pytest.mark.parametrize(("at", "runs"), [(29, True), (30, True), (30.001, False)])
def test_a_drop_is_answered_with_a_refill_while_the_guarantee_runs_the_last_moment_included(at, runs):
    facts = order("completed", refill_until=day(30))

    assert refill_runs(facts, day(at)) is runs
    (finding,) = order_findings(facts, day(at), CALENDAR)
    assert ("refill was asked for" in finding.text) is runs


def test_without_a_guarantee_or_where_the_policy_gives_none_there_is_no_refill():
    assert not refill_runs(order("completed"), day(3))
    assert not refill_runs(order("completed", refill_until=day(30), rules=order_rules(drops="nothing")), day(3))


def test_a_customer_may_have_an_order_cancelled_that_has_not_started():
    assert cancel_refusal(order("pending"), day(LATE), CALENDAR) is None
    assert cancel_refusal(order("in_progress"), day(LATE), CALENDAR) == "cancel_not_possible"


def test_a_policy_may_never_allow_it():
    never = order("pending", rules=order_rules(customer_cancel=CustomerCancel("never")))

    assert answer(never) == ("deny", "cancel_not_possible")


@pytest.mark.parametrize(("at", "code"), [(3, "too_early"), (4, "too_early"), (4.001, "order_not_started")])
def test_a_policy_may_ask_for_patience_and_the_limit_itself_is_too_early(at, code):
    patient = order("pending", rules=order_rules(customer_cancel=CustomerCancel(after=Span(Unit.DAYS, 3))))

    assert answer(patient, at)[1] == code


def test_the_decision_on_such_an_order_waits_or_declines_and_plans_nothing():
    facts = snapshot(deposit(left="40", spent="10"), order=order("pending"))
    waits = decided(facts, "10", "o1")
    declines = decided(snapshot(deposit(left="40"), order=order("completed")), "10", "o1")

    assert (waits.recommend, waits.refunds, waits.reasons) == ("wait", (), ("order_not_started",))
    assert (declines.recommend, declines.refunds, declines.reasons) == ("decline", (), ("order_completed",))


def test_an_order_that_gave_money_back_is_a_request_for_that_money():
    facts = snapshot(
        deposit(left="36", returned=[returned("4", "o1")]), order=order("partial", refunded=units("4")), at=60
    )

    decision = decided(facts, "4", "o1")

    assert decision.recommend == "approve"
    assert [(part.lot_id, part.amount) for part in decision.refunds[0].parts] == [("lot_r", units("4"))]


def test_what_an_order_gave_back_and_was_spent_again_is_not_unspent():
    decision = decided(snapshot(deposit(left="36"), order=order("partial", refunded=units("4"))), "4", "o1")

    assert (decision.recommend, decision.reasons) == ("decline", ("nothing_unspent",))
