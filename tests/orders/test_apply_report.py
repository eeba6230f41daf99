"""What a provider's word does to an order: money comes back at once, or nothing moves and a person looks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.orders.told import CHARGE, TOLD, order, story, told

from panel_refunds.money import SCALE, parse_units
from panel_refunds.orders.apply_report import Report, apply_report, read_word
from panel_refunds.orders.review import WHY
from panel_refunds.orders.rules import BUILTIN_REASONS, BUILTIN_STATUS_EFFECTS, OrderRules
from panel_refunds.orders.words import KNOWN


def with_status(**effects) -> OrderRules:
    return OrderRules(status=MappingProxyType({**BUILTIN_STATUS_EFFECTS, **effects}))


def with_reasons(**effects) -> OrderRules:
    return OrderRules(reasons=MappingProxyType({**BUILTIN_REASONS, **effects}))


# ---------------------------------------------------------------- the words that pay


@pytest.mark.parametrize("status", ["canceled", "refunded"])
@pytest.mark.parametrize("remains", [None, 0, 157, 1000, -3])
def test_a_cancelled_order_gives_back_its_whole_charge_whatever_remains_says(status, remains):
    outcome, after = told(order(), status, remains)

    assert outcome.pay == CHARGE
    assert after.status == status
    assert after.review is None


def test_a_partial_order_gives_back_the_undelivered_share():
    outcome, after = told(order(charge=parse_units("0.27819")), "partial", 157)

    assert outcome.pay == parse_units("0.04367583")
    assert (after.status, after.remains, after.review) == ("partial", 157, None)


def test_a_partial_drip_feed_shares_over_all_runs():
    assert told(order(quantity=100, runs=5), "partial", 150)[0].pay == 3 * SCALE


def test_more_remaining_than_was_ordered_gives_back_the_charge_and_no_more():
    assert told(order(), "partial", 5000)[0].pay == CHARGE


@pytest.mark.parametrize("status", ["pending", "processing", "in_progress", "completed", "paused"])
def test_an_order_on_its_way_or_done_gives_nothing_back_and_needs_nobody(status):
    outcome, after = told(order(), status, 0 if status == "completed" else 1000)

    assert outcome.pay == 0
    assert after.status == status
    assert after.review is None


@pytest.mark.parametrize("status", ["failed", "expired", "rejected"])
def test_a_word_the_policy_leaves_open_waits_for_a_person(status):
    outcome, after = told(order(), status, 1000)

    assert outcome.pay == 0
    assert after.review == "status_asks"
    assert after.status == status


@pytest.mark.parametrize(
    ("status", "doubt", "pays", "review"),
    [
        ("canceled", "none", CHARGE, None),
        ("canceled", "whole", 0, "undelivered_unclear"),
        ("refunded", "any", 0, "undelivered_unclear"),
        ("partial", "whole", CHARGE * 157 // 1000, None),
        ("partial", "any", 0, "undelivered_unclear"),
        ("completed", "any", 0, "completed_with_remains"),
        ("in_progress", "any", 0, None),
    ],
)
def test_what_nobody_can_be_sure_of_is_not_paid(status, doubt, pays, review):
    outcome = apply_report(order(), Report(status, status, 157, doubt=doubt), OrderRules(), TOLD)
    assert (outcome.pay, outcome.order.review) == (pays, review)


def test_a_word_without_doubt_answers_one_with():
    doubtful = apply_report(order(), Report("partial", "Partial", None, doubt="any"), OrderRules(), TOLD).order
    clear = apply_report(doubtful, Report("partial", "Partial", 157), OrderRules(), TOLD)
    assert (clear.pay, clear.order.review) == (CHARGE * 157 // 1000, None)


# ---------------------------------------------------------------- words after words


def test_the_same_word_again_pays_nothing_and_changes_nothing():
    outcome, after = told(order(), "partial", 157)
    again = apply_report(after, Report("partial", "Partial", 157), OrderRules(), TOLD)

    assert outcome.pay > 0
    assert again.pay == 0
    assert again.order == after


def test_the_same_status_in_other_letters_pays_nothing_either():
    _, after = told(order(), "partial", 157)

    assert told(after, "partial", 157, raw="PARTIAL")[0].pay == 0


def test_partial_then_cancelled_tops_up():
    """F22."""
    pays, after = story(("partial", 157), "canceled", charge=parse_units("0.27819"))

    assert pays == [parse_units("0.04367583"), parse_units("0.27819") - parse_units("0.04367583")]
    assert after.refunded == after.charge


def test_a_partial_with_more_remaining_tops_up_and_with_less_takes_nothing_back():
    pays, after = story(("partial", 200), ("partial", 500), ("partial", 100))

    assert pays == [2 * SCALE, 3 * SCALE, 0]
    assert after.refunded == 5 * SCALE


@pytest.mark.parametrize("later", [("partial", 157), "refunded", "canceled"])
def test_after_cancelled_nothing_more_is_paid_and_nothing_taken_back(later):
    pays, after = story("canceled", later)

    assert pays == [CHARGE, 0]
    assert after.status == "canceled"
    assert after.refunded == CHARGE


@pytest.mark.parametrize("later", ["pending", "in_progress", "processing", ("completed", 0), "failed"])
def test_an_order_that_goes_on_after_it_was_cancelled_is_for_a_person(later):
    pays, after = story("canceled", later)

    assert pays == [CHARGE, 0]
    assert (after.status, after.review) == ("canceled", "after_canceled")
    assert after.refunded == CHARGE


def test_what_a_person_has_looked_at_is_not_asked_again_by_the_same_word():
    _, after = story("canceled", ("in_progress", 5))

    outcome, again = told(replace(after, review=None), "in_progress", 5)

    assert outcome.pay == 0
    assert again.review is None


@pytest.mark.parametrize("later", [("partial", 157), "canceled", "refunded"])
def test_after_completed_a_partial_or_cancelled_is_for_a_person(later):
    pays, after = story(("completed", 0), later)

    assert pays == [0, 0]
    assert after.review == "after_completed"
    assert after.completed_at == TOLD


def test_a_policy_may_ignore_what_comes_after_completed():
    _, after = told(order(), "completed", 0)

    outcome, after = told(after, "canceled", rules=OrderRules(after_completed="nothing"))

    assert (outcome.pay, after.review) == (0, None)


def test_completed_is_remembered_through_the_words_between():
    pays, after = story(("completed", 0), ("in_progress", 10), "canceled")

    assert pays == [0, 0, 0]
    assert after.review == "after_completed"


# ---------------------------------------------------------------- words that say too little


@pytest.mark.parametrize(("remains", "review"), [(157, "completed_with_remains"), (0, None), (-2, None), (None, None)])
def test_completed_with_something_remaining_pays_nothing_and_is_shown(remains, review):
    outcome, after = told(order(), "completed", remains)

    assert outcome.pay == 0
    assert after.review == review


@pytest.mark.parametrize(
    ("remains", "review"),
    [(None, "partial_unreadable"), (0, "partial_nothing_remains"), (-2, "partial_nothing_remains")],
)
def test_partial_without_anything_readable_remaining_pays_nothing_and_is_shown(remains, review):
    """F23."""
    outcome, after = told(order(), "partial", remains)

    assert outcome.pay == 0
    assert after.review == review


def test_a_partial_that_is_readable_at_last_pays_and_needs_nobody_any_more():
    pays, after = story(("partial", None), ("partial", 400))

    assert pays == [0, 4 * SCALE]
    assert after.review is None


def test_a_word_nobody_knows_changes_nothing_and_goes_to_the_inbox():
    outcome, after = told(order(status="in_progress"), "unknown", 1000, raw="Cancellation in review")

    assert outcome.pay == 0
    assert outcome.unknown_word == "Cancellation in review"
    assert (after.status, after.review) == ("in_progress", "unknown_word")


def test_an_unknown_word_said_again_is_not_put_into_the_inbox_again():
    _, after = told(order(), "unknown", 5, raw="Hmm")

    outcome, again = told(after, "unknown", 5, raw="Hmm")

    assert outcome.unknown_word is None
    assert again == after


def test_the_word_replayed_once_it_is_mapped_pays_and_clears_the_question():
    _, after = told(order(), "unknown", 157, raw="Weggefallen")

    outcome, again = told(after, "canceled", 157, raw="Weggefallen")

    assert outcome.pay == CHARGE
    assert again.review is None


def test_an_unknown_word_on_a_cancelled_order_is_cleared_when_it_is_mapped():
    _, after = story("canceled")
    _, after = told(after, "unknown", None, raw="Erstattet")

    outcome, again = told(after, "refunded", None, raw="Erstattet")

    assert (outcome.pay, again.status, again.review) == (0, "canceled", None)


@pytest.mark.parametrize("review", ["placement_unknown", "completed_with_remains"])
def test_a_question_that_a_word_does_not_answer_stays(review):
    assert told(order(review=review), "in_progress", 5)[1].review == review


@pytest.mark.parametrize("raw", ["In progress", "Stuck"])
def test_an_order_the_provider_speaks_of_again_is_not_lost(raw):
    lost = order(status="in_progress", raw_status="In progress", remains=5, misses=20, review="order_lost")

    _, after = told(lost, "in_progress", 5, raw=raw)

    assert (after.misses, after.review) == (0, None)


# ---------------------------------------------------------------- known reasons


@pytest.mark.parametrize("reason", BUILTIN_REASONS)
@pytest.mark.parametrize("word", ["canceled", "refunded", "partial"])
def test_a_fault_of_the_customer_beats_the_status_when_it_is_known(reason, word):
    outcome, after = told(order(), word, 400, reason=reason)

    assert outcome.pay == 0
    assert (after.status, after.reason, after.review) == (word, reason, None)


@pytest.mark.parametrize("reason", [None, "", "provider had a bad day", "WRONG_LINK", "wrong_link_maybe"])
def test_without_a_known_reason_the_status_pays(reason):
    outcome, after = told(order(), "canceled", reason=reason)

    assert outcome.pay == CHARGE
    assert after.reason == (reason or None)


def test_a_reason_once_known_stays_known():
    _, after = told(order(), "canceled", reason="wrong_link")

    assert told(after, "canceled")[0].pay == 0
    assert told(after, "refunded")[0].pay == 0


def test_a_reason_that_becomes_known_later_takes_nothing_back():
    _, after = story("canceled")

    outcome, again = told(after, "canceled", reason="wrong_link")

    assert (outcome.pay, again.refunded, again.reason) == (0, CHARGE, "wrong_link")


def test_a_policy_may_leave_a_reason_to_a_person_or_let_the_status_decide():
    rules = with_reasons(wrong_link="ask_person", bot_farm="nothing", private_account="by_status")

    assert told(order(), "canceled", reason="wrong_link", rules=rules)[1].review == "reason_asks"
    assert told(order(), "canceled", reason="wrong_link", rules=rules)[0].pay == 0
    assert told(order(), "canceled", reason="bot_farm", rules=rules)[0].pay == 0
    assert told(order(), "canceled", reason="private_account", rules=rules)[0].pay == CHARGE


def test_a_reason_says_nothing_of_an_order_that_goes_on():
    outcome, after = told(order(), "in_progress", 5, reason="wrong_link", rules=with_reasons(wrong_link="ask_person"))

    assert (outcome.pay, after.review) == (0, None)


# ---------------------------------------------------------------- the tenant's own table


def test_a_tenant_says_per_word_what_it_pays():
    assert told(order(), "failed", 400, rules=with_status(failed="whole"))[0].pay == CHARGE
    assert told(order(), "failed", 400, rules=with_status(failed="undelivered"))[0].pay == 4 * SCALE
    assert told(order(), "canceled", 400, rules=with_status(canceled="undelivered"))[0].pay == 4 * SCALE
    assert told(order(), "canceled", 400, rules=with_status(canceled="nothing"))[0].pay == 0
    asked, after = told(order(), "canceled", 400, rules=with_status(canceled="ask_person"))
    assert (asked.pay, after.review) == (0, "status_asks")


# ---------------------------------------------------------------- reading words


@pytest.mark.parametrize("status", sorted(KNOWN))
def test_what_the_adapter_has_read_is_taken_as_it_is(status):
    assert read_word(status, "whatever", {"whatever": "canceled"}, OrderRules()) == status


def test_a_word_an_operator_mapped_is_read_by_its_letters():
    assert read_word("unknown", " Weg-Gefallen! ", {"weggefallen": "canceled"}, OrderRules()) == "canceled"


@pytest.mark.parametrize("raw", ["Canceled", "CANCELED", " canceled."])
def test_a_word_of_the_policy_is_read_whatever_its_case(raw):
    assert read_word("unknown", raw, {}, OrderRules()) == "canceled"


@pytest.mark.parametrize(
    "raw",
    [
        "Cancellation in review",
        "not canceled",
        "Partially Completed",
        "uncompleted",
        "cancel",
        "",
        "4",
        "partial refund",
    ],
)
def test_a_word_is_never_read_by_a_part_of_it(raw):
    """F18."""
    assert read_word("unknown", raw, {"canceled": "canceled"}, OrderRules()) == "unknown"


def test_a_tenant_s_own_word_of_several_parts_is_met_by_its_letters():
    rules = with_status(cancellation_in_review="nothing")

    assert read_word("unknown", "Cancellation in review", {}, rules) == "cancellation_in_review"


# ---------------------------------------------------------------- whatever comes


WORDS = st.tuples(
    st.sampled_from([*sorted(KNOWN), "unknown"]),
    st.none() | st.integers(-10, 1200),
    st.sampled_from([None, None, "wrong_link", "storm"]),
)


@given(st.lists(WORDS, max_size=12), st.integers(1, 10**12))
def test_whatever_a_provider_says_an_order_never_gives_back_more_than_its_charge(words, charge):
    one, given_back = order(charge=charge), 0
    for status, remains, reason in words:
        before = one
        outcome, one = told(one, status, remains, reason=reason)
        given_back += outcome.pay
        assert outcome.pay >= 0
        assert one.refunded == given_back <= charge
        assert one.review is None or one.review in WHY
        assert (one.charge, one.order_id) == (before.charge, before.order_id)

        again, twice = told(one, status, remains, reason=reason)
        assert again.pay == 0
        assert twice == one


@given(st.lists(WORDS, max_size=8))
def test_money_moves_only_on_the_words_that_pay(words):
    one = order()
    for status, remains, reason in words:
        outcome, one = told(one, status, remains, reason=reason)
        assert not outcome.pay or status in ("canceled", "refunded", "partial")
