"""A list is approved one by one: each once, whatever becomes of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows import approve_many as flow
from panel_refunds.flows.approve_many import MOST, Chosen, approve_many
from panel_refunds.flows.desk import Once
from panel_refunds.flows.review_refund import decline_refund


@pytest.fixture
def chosen(shop: Shop) -> list[Chosen]:
    made = []
    for number in range(3):
        customer = f"c{number}"
        shop.deposit("50.00", customer=customer)
        made.append(Chosen(shop.request("20.00", customer=customer).request_id, "20.00"))
    return made


def states(shop: Shop, chosen: list[Chosen]) -> list[str]:
    with shop.desk.read() as books:
        return [books.get_request(each.request_id).state for each in chosen]


def outcomes(done: list[flow.ApprovedOne]) -> list[str]:
    return [each.outcome for each in done]


def test_each_is_approved_and_told(shop: Shop, chosen: list[Chosen]) -> None:
    done = approve_many(shop.desk, chosen, by="finance-1")

    assert outcomes(done) == ["approved"] * 3
    assert [each.request_id for each in done] == [each.request_id for each in chosen]
    assert states(shop, chosen) == ["approved"] * 3


def test_one_that_is_refused_takes_no_other_with_it(shop: Shop, chosen: list[Chosen]) -> None:
    decline_refund(shop.desk, chosen[1].request_id, by="finance-2", text="No.")
    chosen = [*chosen, Chosen("rr_nothing", "1.00")]

    done = approve_many(shop.desk, chosen, by="finance-1")

    assert outcomes(done) == ["approved", "refused", "approved", "refused"]
    assert [each.refused.code for each in done if each.refused] == ["request_closed", "not_found"]


def test_one_that_breaks_takes_no_other_with_it(
    shop: Shop, chosen: list[Chosen], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = flow.approve_refund

    def approve(desk, request_id, approval):
        if request_id == chosen[1].request_id:
            raise ZeroDivisionError
        return real(desk, request_id, approval)

    monkeypatch.setattr(flow, "approve_refund", approve)

    assert outcomes(approve_many(shop.desk, chosen, by="finance-1")) == ["approved", "broke", "approved"]
    assert states(shop, chosen) == ["approved", "in_review", "approved"]


def test_the_same_list_again_approves_nothing_twice_and_finishes_what_was_not_done(
    shop: Shop, chosen: list[Chosen]
) -> None:
    desk = shop.desk.with_once(Once("pages:finance-1", "k" * 20, ""))

    approve_many(desk, chosen[:2], by="finance-1")
    done = approve_many(desk, chosen, by="finance-1")

    assert [(each.outcome, each.before) for each in done] == [
        ("approved", True),
        ("approved", True),
        ("approved", False),
    ]
    with shop.desk.read() as books:
        assert len([each for each in books.actions() if each.action == "approve"]) == 3


def test_the_same_key_with_another_amount_is_refused(shop: Shop, chosen: list[Chosen]) -> None:
    desk = shop.desk.with_once(Once("pages:finance-1", "k" * 20, ""))
    approve_many(desk, chosen[:1], by="finance-1")

    (done,) = approve_many(desk, [replace(chosen[0], amount="10.00")], by="finance-1")

    assert done.refused is not None
    assert done.refused.code == "idempotency_key_reused"


def test_only_what_the_rules_recommend_and_only_the_amount_that_was_seen(shop: Shop, chosen: list[Chosen]) -> None:
    deposit = shop.deposit("50.00", customer="late")
    shop.passes(days=20)
    late = shop.request("20.00", deposit, customer="late").request_id

    done = approve_many(shop.desk, [Chosen(late, "20.00"), replace(chosen[0], amount="15.00")], by="finance-1")

    assert [each.refused.code for each in done if each.refused] == ["at_discretion", "reason_needed"]


def test_who_may_not_approve_approves_none(shop: Shop, chosen: list[Chosen]) -> None:
    done = approve_many(shop.desk, chosen, by="auditor-1")

    assert [each.refused.code for each in done if each.refused] == ["role_needed"] * 3


def test_under_four_eyes_a_list_waits_for_the_other(shop: Shop) -> None:
    shop.with_rules(review={"approvers": ("finance", "approver")})
    shop.deposit("50.00")
    chosen = [Chosen(shop.request("20.00").request_id, "20.00")]

    assert outcomes(approve_many(shop.desk, chosen, by="finance-1")) == ["waits"]
    assert outcomes(approve_many(shop.desk, chosen, by="finance-1")) == ["refused"]
    assert outcomes(approve_many(shop.desk, chosen, by="approver-1")) == ["approved"]


def test_an_empty_list_and_one_too_long_are_refused(shop: Shop) -> None:
    with pytest.raises(Refused, match="field_missing"):
        approve_many(shop.desk, [], by="finance-1")
    with pytest.raises(Refused, match="field_invalid"):
        approve_many(shop.desk, [Chosen(f"rr_{n}", "1.00") for n in range(MOST + 1)], by="finance-1")
