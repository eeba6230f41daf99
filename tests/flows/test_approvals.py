"""Several people approve one after the other: all of them, all the same, each once."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.review_refund import approve_refund


@pytest.fixture
def two_eyes(shop: Shop) -> Shop:
    shop.with_rules(review={"approvers": ("finance", "approver")})
    return shop


def say_yes(shop: Shop, request, person: str, **other) -> str:
    return approve_refund(shop.desk, request.request_id, Approval((person,), waits=True, **other)).state


def actions(shop: Shop, request) -> list[tuple[str, str]]:
    with shop.desk.read() as books:
        return [(each.actor, each.action) for each in books.actions_of(request.request_id)]


def test_the_second_person_completes_it_and_the_first_yes_is_on_record(two_eyes: Shop) -> None:
    request = two_eyes.request("20.00", two_eyes.deposit("50.00"))

    assert say_yes(two_eyes, request, "finance-1") == "in_review"
    with pytest.raises(Refused, match="second_person_needed"):
        say_yes(two_eyes, request, "Finance-1")
    assert say_yes(two_eyes, request, "approver-1") == "approved"

    assert actions(two_eyes, request) == [("finance-1", "agree"), ("finance-1, approver-1", "approve")]


def test_a_yes_to_another_amount_does_not_count(two_eyes: Shop) -> None:
    request = two_eyes.request("20.00", two_eyes.deposit("50.00"))

    assert say_yes(two_eyes, request, "finance-1", amount="5.00", text="A part.") == "in_review"
    assert say_yes(two_eyes, request, "approver-1") == "in_review"
    assert say_yes(two_eyes, request, "finance-1") == "approved"


def test_a_yes_from_before_it_failed_does_not_count(two_eyes: Shop) -> None:
    request = two_eyes.request("20.00", two_eyes.deposit("50.00"))
    say_yes(two_eyes, request, "finance-1")
    two_eyes.passes(minutes=1)
    say_yes(two_eyes, request, "approver-1")
    two_eyes.gateway.script("rejected:account_closed")
    pay_refund(two_eyes.desk, two_eyes.refund_of(request).refund_id)
    two_eyes.passes(days=1)

    assert say_yes(two_eyes, request, "approver-1") == "failed"
    assert say_yes(two_eyes, request, "finance-1") == "approved"


def test_a_rule_is_set_aside_by_two_different_people_with_a_reason(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.passes(days=20)
    request = shop.request("20.00", deposit)

    with pytest.raises(Refused, match="reason_needed"):
        say_yes(shop, request, "finance-1")
    assert say_yes(shop, request, "finance-1", text="In hospital.") == "in_review"
    with pytest.raises(Refused, match="second_person_needed"):
        say_yes(shop, request, "finance-1", text="In hospital.")
    assert say_yes(shop, request, "finance-2", text="I agree.") == "approved"


def test_a_plain_yes_from_before_is_no_yes_to_setting_a_rule_aside(two_eyes: Shop) -> None:
    deposit = two_eyes.deposit("50.00")
    two_eyes.passes(days=20)
    request = two_eyes.request("20.00", deposit)
    with two_eyes.desk.begin() as books:
        books.add_approval(request.request_id, "finance-1", "finance", two_eyes.at)

    assert say_yes(two_eyes, request, "approver-1", text="In hospital.") == "in_review"
