"""A request is what its refunds make it, and has a decision of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.refunds.audit.paid_wallet import REFUND, paid_books

from panel_refunds.refunds.audit.check_requests import check_requests
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.refund import RefundState
from panel_refunds.refunds.request import RequestState

BOOKS = paid_books()


def found(facts: WalletFacts) -> list[str]:
    return [fault.code for fault in check_requests(facts)]


def told(request: RequestState, *refunds: RefundState, why: str | None = None) -> list[str]:
    """What is wrong with a request in this state whose refunds are in these."""
    made = {f"rf_{place}": replace(REFUND, refund_id=f"rf_{place}", state=state) for place, state in enumerate(refunds)}
    if why:
        made["rf_0"] = replace(made["rf_0"], why=why)
    return found(BOOKS.but(request={"state": request}, refunds=made))


@pytest.mark.parametrize(
    ("request_", "refunds"),
    [
        ("in_review", ("held", "held")),
        ("in_review", ()),
        ("waiting_for_customer", ("held", "stopped")),
        ("approved", ("approved", "sent")),
        ("sending", ("sending", "approved")),
        ("sent", ("sent", "paid")),
        ("paid", ("paid", "failed", "stopped")),
        ("failed", ("failed", "stopped")),
        ("declined", ("stopped",)),
        ("declined", ("failed", "stopped")),
        ("withdrawn", ()),
    ],
)
def test_a_request_is_what_its_refunds_make_it(request_: RequestState, refunds: tuple[RefundState, ...]) -> None:
    assert told(request_, *refunds) == []


@pytest.mark.parametrize(
    ("request_", "refunds"),
    [
        ("in_review", ("approved",)),
        ("waiting_for_customer", ("paid",)),
        ("approved", ("held",)),
        ("approved", ()),
        ("paid", ("sent", "paid")),
        ("failed", ("paid", "failed")),
        ("declined", ("held",)),
        ("withdrawn", ("sent",)),
        ("declined", ("paid", "stopped")),
    ],
)
def test_a_request_that_says_something_else_than_its_refunds_is_found(
    request_: RequestState, refunds: tuple[RefundState, ...]
) -> None:
    assert told(request_, *refunds) == ["request_state_differs"]


def test_what_a_later_decision_replaced_does_not_count() -> None:
    assert told("paid", "stopped", "paid", why="replaced") == []
    assert told("declined", "paid", why="replaced") == []


def test_a_request_has_a_decision_of_its_own() -> None:
    assert found(BOOKS.facts) == []
    assert found(BOOKS.but(decisions={})) == ["decision_missing"]
    assert found(BOOKS.but(decisions={"dec_1": "rr_2"})) == ["decision_missing"]


@pytest.mark.parametrize("change", [{"wallet_id": "wal_2"}, {"customer_id": "c2"}, {"currency": "EUR"}])
def test_a_request_is_its_wallets(change: dict[str, str]) -> None:
    assert found(BOOKS.but(request=change)) == ["request_misplaced"]
