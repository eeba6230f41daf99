"""A preview says what an approval then does, and to whom it is not offered; it changes nothing."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.preview_approval import preview_approval
from panel_refunds.flows.review_refund import approve_refund, decline_refund
from panel_refunds.money import parse_units


def look(shop: Shop, request, by: str = "finance-1", amount: str | None = None):
    return preview_approval(shop.desk, request.request_id, by=by, amount=amount)


@pytest.mark.parametrize("amount", [None, "20.00", "12.50"])
def test_what_is_shown_is_what_happens(shop: Shop, amount: str | None) -> None:
    request = shop.request("20.00", shop.deposit("50.00", "1.75"))
    before = shop.figures()

    preview = look(shop, request, amount=amount)
    assert preview.refused is preview.barred is None
    assert preview.reason_needed == (amount == "12.50")
    assert preview.completes
    assert shop.figures() == before
    shop.approve(request, amount=amount, text="Because.")

    with shop.desk.read() as books:
        refund = next(each for each in books.refunds_of(request.request_id) if each.state == "approved")
    (effect,) = preview.effects
    assert (effect.plan.gross, effect.plan.net) == (refund.gross, refund.net)


def test_the_bonus_that_is_cancelled_is_told(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=deposit.deposit_id)
    request = shop.request("20.00", deposit)

    assert [effect.bonus_cancelled for effect in look(shop, request).effects] == [parse_units("5.00")]


def test_why_it_cannot_be_approved_is_told(shop: Shop) -> None:
    request = shop.request("20.00", shop.deposit("50.00"))

    more = look(shop, request, amount="30.00")
    assert more.refused is not None
    assert more.refused.code == "exceeds_unspent"
    decline_refund(shop.desk, request.request_id, by="finance-1", text="No.")
    closed = look(shop, request)
    assert (closed.refused.code, closed.may_not_decline.code) == ("request_closed", "request_closed")
    with pytest.raises(Refused, match="not_found"):
        preview_approval(shop.desk, "rr_nothing", by="finance-1")


def test_who_may_not_is_told_why(shop: Shop) -> None:
    request = shop.request("20.00", shop.deposit("50.00"), opened_by="finance-2")

    for person, code in (("support-1", "role_needed"), ("finance-2", "second_person_needed")):
        assert look(shop, request, person).barred.code == code
    assert look(shop, request, "support-1").may_not_decline.code == "role_needed"
    assert look(shop, request).barred is None


def test_who_has_approved_and_who_is_needed_is_told(shop: Shop) -> None:
    shop.with_rules(review={"approvers": ("finance", "approver")})
    request = shop.request("20.00", shop.deposit("50.00"))
    first = look(shop, request)
    assert (first.needed, first.completes) == (("finance", "approver"), False)
    approve_refund(shop.desk, request.request_id, Approval(("finance-1",)))

    mine, other = look(shop, request), look(shop, request, "approver-1")

    assert mine.barred.code == "second_person_needed"
    assert (other.needed, other.completes, other.barred) == (("approver",), True, None)
    assert [(each.person, same) for each, same in other.said] == [("finance-1", True)]
    assert [same for _, same in look(shop, request, "approver-1", amount="5.00").said] == [False]


def test_rules_that_would_be_set_aside_are_named(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.passes(days=20)

    preview = look(shop, shop.request("20.00", deposit))

    assert (preview.overrides, preview.reason_needed, preview.completes) == (("window_closed",), True, False)
