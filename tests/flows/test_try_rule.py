"""What a rule would change, asked of the requests there are: exact where it is decided again, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.flows.shop import Shop

from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.review_refund import decline_refund
from panel_refunds.flows.try_rule import Tried, try_rule
from panel_refunds.money import Money, parse_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.refunds.verdict import CheckVerdict
from panel_refunds.testing.stories.look import everything


def saying(effect: str, over: str = "15.00", *, cap: str | None = None, about: str | None = None):
    """A rule that speaks above an amount."""

    def ask(snapshot: Snapshot, asked: Money | None) -> list[Finding]:
        if asked is None or asked.units <= parse_units(over):
            return []
        cap_units = None if cap is None else parse_units(cap)
        return [Finding("rules.new", effect, "house_large", "5", "Too much.", about=about, cap=cap_units)]

    return ask


def tried(shop: Shop, rule, most: int = 10) -> dict[str, Tried]:
    return {each.request.request_id: each for each in try_rule(shop.desk, rule, most=most)}


@pytest.mark.parametrize(
    ("effect", "cap", "change", "amount", "recommend", "gross"),
    [
        ("deny", None, "denied", "20.00", "decline", "0"),
        ("cap", "5.00", "capped", "15.00", "offer", "5.00"),
        ("cap", "0", "denied", "20.00", "decline", "0"),
        ("cap", "50.00", "none", "0", "approve", "20.00"),
        ("review", None, "reviewed", "20.00", "approve", "20.00"),
        ("allow", None, "none", "0", "approve", "20.00"),
    ],
)
def test_an_open_request_is_decided_again_with_it(shop: Shop, effect, cap, change, amount, recommend, gross):
    request = shop.request("20.00", shop.deposit("50.00"))

    (found,) = tried(shop, saying(effect, cap=cap)).values()

    assert (found.request, found.again, found.change) == (request, True, change)
    assert found.amount == parse_units(amount)
    assert (found.with_it.recommend, found.with_it.gross) == (recommend, parse_units(gross))
    assert (found.without.recommend, found.without.gross) == ("approve", parse_units("20.00"))


@pytest.mark.parametrize(
    ("effect", "cap", "change", "amount"),
    [
        ("deny", None, "denied", "20.00"),
        ("cap", "5.00", "capped", "15.00"),
        ("cap", "0.001", "denied", "20.00"),
        ("review", None, "reviewed", "20.00"),
        ("allow", None, "none", "0"),
    ],
)
def test_of_a_paid_one_it_is_laid_over_what_was_decided(shop: Shop, effect, cap, change, amount):
    refund = shop.approved("20.00", fee="0.00")
    pay_refund(shop.desk, refund.refund_id)

    (found,) = tried(shop, saying(effect, cap=cap)).values()

    assert (found.request.state, found.again, found.change) == ("paid", False, change)
    assert found.amount == parse_units(amount)


def test_of_a_paid_one_a_finding_about_one_deposit_takes_that_one_out(shop: Shop):
    first, second = shop.deposit("10.00"), shop.deposit("30.00")
    request = shop.approve(shop.request("40.00"))
    with shop.desk.read() as books:
        refunds = books.refunds_of(request.request_id)
    for refund in refunds:
        pay_refund(shop.desk, refund.refund_id)

    (denied,) = tried(shop, saying("deny", about=first.deposit_id)).values()
    (capped,) = tried(shop, saying("cap", cap="12.50", about=second.deposit_id)).values()

    assert (denied.change, denied.amount) == ("capped", parse_units("10.00"))
    assert (capped.change, capped.amount) == ("capped", parse_units("17.50"))


def test_where_nothing_goes_it_changes_nothing(shop: Shop):
    declined = shop.request("20.00", shop.deposit("50.00"))
    decline_refund(shop.desk, declined.request_id, by="finance-1", text="No.")
    unfinished = shop.request("20.00", shop.deposit("50.00"), subject="")

    found = tried(shop, saying("deny"))

    assert [(each.change, each.amount) for each in found.values()] == [("denied", 0), ("none", 0)]
    assert list(found) == [unfinished.request_id, declined.request_id]
    assert found[unfinished.request_id].without.recommend == "ask"


def test_the_rule_sees_the_moment_of_the_request_and_no_later_deposit(shop: Shop):
    seen: list[Snapshot] = []
    shop.request("20.00", shop.deposit("50.00"))
    opened_at = shop.at
    shop.passes(days=3)
    shop.deposit("70.00")

    def look(snapshot: Snapshot, asked: Money | None) -> list[Finding]:
        seen.append(snapshot)
        return []

    try_rule(shop.desk, look, most=10)

    assert [(snapshot.at, len(snapshot.deposits)) for snapshot in seen] == [(opened_at, 1)]


def test_of_a_paid_request_for_everything_what_was_decided_counts_as_asked(shop: Shop):
    shop.deposit("50.00")
    pay_refund(shop.desk, shop.refund_of(shop.approve(shop.request("all"))).refund_id)

    (found,) = tried(shop, saying("deny", over="49.99")).values()

    assert (found.change, found.amount) == ("denied", parse_units("50.00"))


def test_what_fraud_checks_said_still_counts(shop: Shop):
    suspected = CheckVerdict(
        verdict_id="",
        request_id="",
        check_name="velocity",
        answer="review",
        reasons=("Four requests in a day.",),
        failed=False,
        inputs_hash="0" * 64,
        asked_at=shop.at,
        took_ms=1,
        plugin="velocity",
        version="1",
    )
    shop.desk = replace(shop.desk, ask_fraud_checks=lambda _: (suspected,))
    shop.request("20.00", shop.deposit("50.00"))

    (found,) = tried(shop, saying("review")).values()

    assert found.without.for_a_person
    assert found.change == "none"


def test_all_open_ones_and_the_newest_others_are_tried_newest_first(shop: Shop):
    oldest = shop.request("20.00", shop.deposit("50.00", customer="c0"), customer="c0")
    closed = []
    for number in range(1, 4):
        request = shop.request("20.00", shop.deposit("50.00", customer=f"c{number}"), customer=f"c{number}")
        decline_refund(shop.desk, request.request_id, by="finance-1", text="No.")
        closed.append(request.request_id)

    found = tried(shop, saying("deny"), most=2)

    assert list(found) == [closed[2], closed[1], oldest.request_id]


def test_a_rule_that_fails_is_told(shop: Shop):
    shop.request("20.00", shop.deposit("50.00"))
    failed = Finding("rules.new", "review", "rule_failed", "", "A rule gave no answer.")

    (found,) = tried(shop, lambda *_: [failed]).values()

    assert found.failed
    assert found.change == "reviewed"


def test_nothing_is_written(shop: Shop):
    shop.request("20.00", shop.deposit("50.00"))
    refund = shop.approved("20.00")
    seen = SimpleNamespace(desk=shop.desk, customers=["c1"], orders={})
    before = everything(seen)

    tried(shop, saying("deny"))

    assert everything(seen) == before
    assert shop.state_of(refund) == "approved"
