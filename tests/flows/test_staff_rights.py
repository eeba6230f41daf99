"""Every act of a person is checked in its flow: an auditor does nothing, a panel's own title what it always could."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.shop import Shop
from tests.flows.staffed import refused

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.decide_order import decide_order, resolve_word
from panel_refunds.flows.grant_bonus import void_bonus
from panel_refunds.flows.handle_dead_letter import put_letter_aside, send_letter_again
from panel_refunds.flows.people import STAFF_ROLES, different_people, is_same_person
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.review_refund import approve_refund, ask_customer, decline_refund
from panel_refunds.flows.send_again import send_again
from panel_refunds.flows.staff_rights import RIGHTS, check_may, check_operator, check_sees_console, sees_console
from panel_refunds.flows.stop_gateway import start_gateway, stop_gateway
from panel_refunds.store import Store

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "staff.md"


def acts_of(shop: Shop, who: str):
    """Everything a person can do, each ready to be done."""
    deposit = shop.deposit("50.00", "1.75")
    request = shop.request("20.00", deposit)
    refund = shop.refund_of(request).refund_id
    desk, rr = shop.desk, request.request_id
    return {
        "approve": lambda: approve_refund(desk, rr, Approval((who,))),
        "decline": lambda: decline_refund(desk, rr, by=who, text="no"),
        "ask": lambda: ask_customer(desk, rr, by=who, text="why?"),
        "payout": lambda: record_payout(desk, refund, reference="R1", by=who),
        "resolve": lambda: resolve_attempt(desk, refund, ran=True, evidence="R1", by=who),
        "again": lambda: send_again(desk, refund, by=who),
        "order": lambda: decide_order(desk, "ord_x", pays="nothing", by=who, text="no"),
        "word": lambda: resolve_word(desk, "wrd_x", status="completed", by=who),
        "bonus": lambda: void_bonus(desk, "c1", "bon_x", by=who, text="no"),
        "terminate": lambda: terminate_account(desk, "c1", cause="tos", by=who),
        "forfeit": lambda: forfeit_account(desk, "c1", cause="tos", evidence="seen", by=(who, "boss-2")),
        "stop": lambda: stop_gateway(desk, "manual", by=who, text="no"),
        "start": lambda: start_gateway(desk, "manual", by=who, text="no"),
        "letter": lambda: send_letter_again(desk, "out_x", by=who),
        "aside": lambda: put_letter_aside(desk, "out_x", by=who, text="no"),
        "open": lambda: shop.request("5.00", deposit, opened_by=who),
    }


def test_an_auditor_does_nothing(store: Store):
    for name, act in acts_of(Shop(store), "auditor-ada").items():
        with refused("role_needed"):
            act()
            pytest.fail(name)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_role_may_what_the_table_says(role):
    for to, roles in RIGHTS.items():
        if role in roles:
            check_may(f"{role}-ana", to)
            check_may(f"{role.upper()}-Ana", to)
        else:
            with refused("role_needed"):
                check_may(f"{role}-ana", to)
    assert role != "auditor" or not any(role in roles for roles in RIGHTS.values())


def test_a_title_of_the_panels_own_is_the_panels_business_but_for_the_staff():
    for to in RIGHTS:
        check_may("boss-1", to)
        check_may("ana", to)
    check_operator("operator-olga")
    with refused("role_needed"):
        check_operator("boss-1")


def test_the_console_is_for_operators_and_auditors():
    assert [role for role in STAFF_ROLES if sees_console(f"{role}-ana")] == ["operator", "auditor"]
    check_sees_console("Operator-Olga")
    for person in ("finance-ana", "boss-1", "ana"):
        with refused("role_needed"):
            check_sees_console(person)


def test_who_got_another_role_is_still_one_person():
    assert is_same_person("finance-ana", "Approver-Ana")
    assert different_people(["finance-ana", "approver-ana", "finance-bo"]) == ["finance-ana", "finance-bo"]
    assert different_people(["finance-1", "approver-1", "owner-ana", "finance-ana"]) == [
        "finance-1",
        "approver-1",
        "owner-ana",
        "finance-ana",
    ]


def test_the_guide_has_the_same_table():
    rows = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    shown = {cells[0]: cells[1:] for cells in ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)}

    assert {to: tuple("yes" if role in roles else "" for role in STAFF_ROLES) for to, roles in RIGHTS.items()} == {
        to: tuple(shown.get(to, ())) for to in RIGHTS
    }
