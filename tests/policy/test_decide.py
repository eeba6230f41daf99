"""The decision: denied beats asked beats waiting beats offered beats approved, and every figure has its finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.policy.snapshots import (
    CALENDAR,
    DEFAULT,
    amounts,
    decided,
    deposit,
    nets,
    order,
    returned,
    snapshot,
    units,
    usd,
    version,
)

from panel_refunds.policy.decide import account_findings, quote
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.settings import Minimum
from panel_refunds.policy.snapshot import Snapshot

CAP = version(tickets__over_ask="cap")
DECLINE = version(tickets__over_ask="decline")


def said(effect: str, code: str = "fraud_suspected", about: str | None = None, cap: int | None = None) -> Finding:
    """What a fraud check or a plugin's rule said."""
    return Finding("check:velocity", effect, code, "6.2", "A check said so.", about, cap)


# ---------------------------------------------------------------- yes


def test_the_policy_s_own_example():
    """50 in, 10 spent, fee 1.75: 40.00 leaves, 38.25 arrives."""
    decision = decided(snapshot(deposit(left="40", spent="10", fee="1.75")), "40", "d1")

    assert decision.recommend == "approve"
    assert nets(decision) == amounts(d1=("40", "38.25"))
    assert decision.reasons == ()
    assert not decision.for_a_person
    assert decision.policy == DEFAULT.label


def test_all_that_qualifies_goes_and_what_does_not_is_explained():
    facts = snapshot(deposit("d1", "30", fee="1.20"), deposit("d2", "20", fee="0.90", at=9), at=15)

    decision = decided(facts, "all")

    assert decision.recommend == "approve"
    assert nets(decision) == amounts(d2=("20", "19.10"))
    assert decision.reasons == ("window_closed",)


def test_the_time_of_the_complete_request_counts_not_that_of_the_review():
    facts = snapshot(deposit(), at=19)

    assert decided(facts, "50", "d1", submitted=14).recommend == "approve"
    assert decided(facts, "50", "d1").reasons == ("window_closed",)


def test_the_same_facts_always_give_the_same_decision():
    facts = snapshot(deposit(left="40", fee="1.75"), bonus="5")

    assert decided(facts, "45", "d1") == decided(facts, "45", "d1")


# ---------------------------------------------------------------- no, clause by clause


@pytest.mark.parametrize(
    ("account", "code"),
    [("terminated", "account_terminated"), ("forfeited", "account_forfeited"), ("suspended", "account_suspended")],
)
def test_an_account_that_is_not_open_gets_nothing_whatever_else_is_wrong(account, code):
    decision = decided(snapshot(deposit(), account=account), "50", subject="hello")

    assert (decision.recommend, decision.refunds, decision.reasons) == ("decline", (), (code,))


@pytest.mark.parametrize("account", ["open", "closed"])
def test_an_open_or_closed_account_has_no_finding(account):
    assert account_findings(snapshot(account=account)) == []


DECLINED: dict[str, Snapshot] = {
    "window_closed": snapshot(deposit(), at=15),
    "nothing_unspent": snapshot(deposit(left="0", spent="50")),
    "fee_exceeds_amount": snapshot(deposit(left="1.75", fee="1.75")),
    "payment_disputed": snapshot(deposit(left="0", dispute="open")),
    "request_open": snapshot(deposit(open_request="rr_9")),
    "destination_not_original": snapshot(deposit(original_guaranteed=False)),
    "deposits_not_refundable": snapshot(deposit(policy=version(deposits__refundable="never"))),
    "used_too_much": snapshot(deposit(spent="1", policy=version(deposits__used_at_most_percent=0))),
    "below_minimum": snapshot(deposit(policy=version(deposits__minimum=Minimum(requested=usd("60"))))),
    "order_refunds_not_withdrawable": snapshot(
        deposit(left="0", returned=[returned("5")], policy=version(order_refunds__withdrawable="never"))
    ),
}


@pytest.mark.parametrize("code", DECLINED)
def test_each_reason_to_decline_has_its_code_and_holds_nothing(code):
    decision = decided(DECLINED[code], "all", "d1")

    assert decision.recommend == "decline"
    assert code in decision.reasons
    assert decision.refunds == ()
    assert not decision.holds


def test_a_wallet_with_nothing_in_it_has_nothing_unspent():
    assert decided(snapshot(), "10").reasons == ("nothing_unspent",)


# ---------------------------------------------------------------- asked, waiting


@pytest.mark.parametrize(
    ("amount", "subject", "codes"),
    [
        ("50", "hello", ("subject_missing",)),
        (None, "Refund Request", ("amount_missing",)),
        (None, "", ("subject_missing", "amount_missing")),
    ],
)
def test_what_is_missing_is_asked_for_and_holds_nothing(amount, subject, codes):
    decision = decided(snapshot(deposit(fee=None)), amount, "d1", subject=subject)

    assert (decision.recommend, decision.reasons, decision.refunds) == ("ask", codes, ())


def test_two_people_may_do_without_the_subject():
    assert decided(snapshot(deposit()), "50", subject="hello", overrides=["subject_missing"]).recommend == "approve"


def test_a_fee_that_is_not_known_waits_and_holds_the_money():
    decision = decided(snapshot(deposit(fee=None)), "50", "d1")

    assert (decision.recommend, decision.reasons, decision.net) == ("wait", ("fee_unknown",), None)
    assert decision.holds
    assert decision.gross == units("50")


def test_a_pending_order_waits_for_the_provider():
    assert decided(snapshot(order=order("pending")), "10", "o1").recommend == "wait"


# ---------------------------------------------------------------- more than can go back


def test_who_asks_for_too_much_is_offered_what_can_go_back():
    decision = decided(snapshot(deposit(left="40", spent="10")), "41", "d1")

    assert (decision.recommend, decision.reasons) == ("offer", ("exceeds_unspent",))
    assert nets(decision) == amounts(d1=("40", "40"))
    (over,) = [finding for finding in decision.findings if finding.code == "exceeds_unspent"]
    assert dict(over.figures) == {"asked": "41.00", "possible": "40.00"}
    assert over.cap == units("40")


def test_a_policy_may_cut_it_to_what_can_go_back():
    decision = decided(snapshot(deposit(left="40")), "41", "d1", policy=CAP)

    assert (decision.recommend, decision.reasons, decision.gross) == ("approve", ("exceeds_unspent",), units("40"))


def test_a_policy_may_decline_it():
    decision = decided(snapshot(deposit(left="40")), "41", "d1", policy=DECLINE)

    assert (decision.recommend, decision.reasons, decision.refunds) == ("decline", ("exceeds_unspent",), ())


@pytest.mark.parametrize("policy", [DEFAULT, CAP, DECLINE])
def test_who_asks_for_exactly_what_is_there_asks_for_no_more(policy):
    assert decided(snapshot(deposit(left="40")), "40", "d1", policy=policy).recommend == "approve"


def test_too_much_of_a_deposit_whose_fee_is_not_known_waits_first():
    decision = decided(snapshot(deposit(left="40", fee=None)), "41", "d1")

    assert decision.recommend == "wait"
    assert set(decision.reasons) == {"fee_unknown", "exceeds_unspent"}


def test_a_deposit_left_out_makes_the_rest_an_offer():
    facts = snapshot(deposit("d1", "30"), deposit("d2", "0.50", fee="0.90", at=1))

    decision = decided(facts, "30.50")

    assert decision.recommend == "offer"
    assert nets(decision) == amounts(d1=("30", "30"))
    assert set(decision.reasons) == {"fee_exceeds_amount", "exceeds_unspent"}


def test_who_asks_for_the_bonus_too_is_told_that_it_is_not_money_to_take_out():
    facts = snapshot(deposit(), bonus="5")

    assert decided(facts, "55").reasons == ("exceeds_unspent", "bonus_not_refundable")
    assert decided(facts, "50").reasons == ()
    assert decided(facts, "all").reasons == ()


def test_who_asks_for_no_more_than_the_own_money_hears_nothing_of_the_bonus():
    facts = snapshot(deposit(left="40"), deposit("d2", "20", at=1), bonus="5")

    assert decided(facts, "41", "d1").reasons == ("exceeds_unspent",)
    assert decided(facts, "61", "d1").reasons == ("exceeds_unspent", "bonus_not_refundable")


def test_who_has_only_bonus_gets_nothing_and_the_reason():
    decision = decided(snapshot(bonus="5"), "5")

    assert decision.recommend == "decline"
    assert set(decision.reasons) == {"bonus_not_refundable", "nothing_unspent"}


# ---------------------------------------------------------------- what checks and plugins say


def test_a_check_that_denies_beats_everything():
    decision = decided(snapshot(deposit()), "50", said=[said("review"), said("deny", "fraud_denied")], subject="hello")

    assert (decision.recommend, decision.refunds) == ("decline", ())
    assert decision.reasons == ("fraud_suspected", "fraud_denied")


def test_a_check_that_wants_a_person_changes_no_amount():
    decision = decided(snapshot(deposit()), "50", said=[said("review")])

    assert (decision.recommend, decision.gross, decision.for_a_person) == ("approve", units("50"), True)


def test_a_check_that_allows_is_no_reason():
    decision = decided(snapshot(deposit()), "50", said=[said("allow", "looks_fine")])

    assert (decision.reasons, decision.for_a_person) == ((), False)


def test_a_rule_may_deny_one_deposit_and_the_others_go():
    facts = snapshot(deposit("d1", "30"), deposit("d2", "20", at=1))

    decision = decided(facts, "all", said=[said("deny", "fraud_denied", about="d1")])

    assert decision.recommend == "approve"
    assert nets(decision) == amounts(d2=("20", "20"))
    assert decision.reasons == ("fraud_denied",)


def test_a_rule_that_denies_the_only_deposit_declines():
    decision = decided(snapshot(deposit()), "all", said=[said("deny", "fraud_denied", about="d1")])

    assert (decision.recommend, decision.reasons) == ("decline", ("fraud_denied",))


def test_caps_of_several_rules_combine_to_the_least():
    caps = [said("cap", "above_limit", cap=units("30")), said("cap", "above_limit", cap=units("20"))]

    assert decided(snapshot(deposit()), "all", said=caps).gross == units("20")
    assert decided(snapshot(deposit()), "50", said=caps).recommend == "offer"
    assert decided(snapshot(deposit()), "15", said=caps).gross == units("15")


def test_a_cap_of_one_deposit_leaves_the_others():
    facts = snapshot(deposit("d1", "30"), deposit("d2", "20", at=1))

    decision = decided(facts, "all", said=[said("cap", "above_limit", about="d1", cap=units("10"))])

    assert nets(decision) == amounts(d1=("10", "10"), d2=("20", "20"))


@pytest.mark.parametrize("about", [None, "d1"])
@pytest.mark.parametrize(("cap", "gross"), [("12.349", "12.34"), ("0.001", "0"), ("0", "0"), ("-5", "0")])
def test_a_cap_that_cannot_be_paid_is_rounded_down_and_never_below_nothing(about, cap, gross):
    decision = decided(snapshot(deposit()), "all", said=[said("cap", "above_limit", about, units(cap))])

    assert decision.gross == units(gross)
    assert (decision.recommend == "approve") == (gross != "0")


def test_what_the_policy_leaves_to_a_person_is_for_a_person():
    discretion = snapshot(deposit(policy=version(deposits__refundable="discretion")))
    inquiry = snapshot(deposit(dispute="inquiry"))

    for facts, code in ((discretion, "at_discretion"), (inquiry, "payment_inquiry")):
        decision = decided(facts, "50", "d1")
        assert (decision.recommend, decision.for_a_person, decision.reasons) == ("approve", True, (code,))


# ---------------------------------------------------------------- the quote


def test_a_quote_is_what_a_complete_request_for_everything_would_get():
    facts = snapshot(deposit("d1", "30", fee="1.20"), deposit("d2", "20", fee="0.90", at=1), bonus="5")
    strict = version(tickets__required=("amount", "deposit", "order", "reason"), tickets__subjects=("Money back",))

    found = quote(facts, procedure=strict, calendar=CALENDAR)

    assert (found.recommend, found.gross, found.net) == ("approve", units("50"), units("47.90"))
    assert nets(found) == nets(decided(facts, "all"))


def test_a_quote_of_a_terminated_account_is_nothing():
    found = quote(snapshot(deposit(), account="terminated"), procedure=DEFAULT, calendar=CALENDAR)

    assert (found.gross, found.reasons) == (0, ("account_terminated",))


def test_a_quote_while_a_fee_is_unknown_does_not_know_what_arrives():
    found = quote(snapshot(deposit(fee=None)), procedure=DEFAULT, calendar=CALENDAR)

    assert (found.gross, found.net) == (units("50"), None)


def test_what_rules_in_dry_run_would_say_is_kept_and_decides_nothing():
    facts = snapshot(deposit(left="40", spent="10", fee="1.75"))
    on_trial = [said("deny"), said("review"), said("cap", cap=0), said("deny", about="d1")]

    plain, with_them = decided(facts, "40", "d1"), decided(facts, "40", "d1", in_dry_run=on_trial)

    assert with_them.in_dry_run == tuple(on_trial)
    assert replace(with_them, in_dry_run=()) == plain
    assert with_them.reasons == ()


def test_a_decision_that_ends_early_keeps_the_dry_runs_too():
    suspended = decided(snapshot(deposit(), account="suspended"), "40", "d1", in_dry_run=[said("review")])

    assert (suspended.recommend, len(suspended.in_dry_run)) == ("decline", 1)
