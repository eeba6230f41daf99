"""Where codes are required, who has none gets no session before they are set up."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest
from tests.flows.shop import Shop
from tests.flows.staffed import PASSWORD, Staffed, refused

from panel_refunds.flows.portal_session import find_session
from panel_refunds.flows.staff_codes import remove_codes
from panel_refunds.flows.staff_first_codes import begin_first_codes, confirm_first_codes
from panel_refunds.flows.staff_sign_in import sign_in_with_code
from panel_refunds.tenants.tenant import StaffRules

SITE = "smmpanelus.com"


@pytest.fixture
def staffed(shop: Shop) -> Staffed:
    return Staffed(shop)


def require(staffed: Staffed) -> None:
    tenant = replace(staffed.desk.tenant, staff=StaffRules(codes="required"))
    staffed.desk = staffed.shop.desk = replace(staffed.desk, tenant=tenant)


def test_the_first_code_opens_the_session_and_gives_codes_on_paper(staffed: Staffed) -> None:
    staffed.hire()
    require(staffed)
    taken = staffed.enter()
    assert (taken.opened, taken.sets_up) == (None, True)
    token = taken.token or ""
    secret = begin_first_codes(staffed.desk, token)
    assert begin_first_codes(staffed.desk, token) == secret
    phone = pyotp.TOTP(secret.text)
    with refused("code_wrong"):
        confirm_first_codes(staffed.desk, token, "000000", site=SITE)
    made = confirm_first_codes(staffed.desk, token, phone.at(staffed.shop.at), site=SITE)
    assert find_session(staffed.desk, made.opened.secret) == made.opened.session
    assert len(made.codes) == 10
    with refused("link_used"):
        confirm_first_codes(staffed.desk, token, phone.at(staffed.shop.at), site=SITE)
    assert [act.action for act in staffed.acts()][-2:] == ["set_up_codes", "sign_in"]

    staffed.shop.passes(minutes=2)
    again = staffed.enter()
    assert not again.sets_up
    with refused("link_used"):
        begin_first_codes(staffed.desk, again.token or "")
    assert sign_in_with_code(staffed.desk, again.token or "", phone.at(staffed.shop.at), site=SITE)


def test_a_secret_that_waits_is_no_way_past_it(staffed: Staffed) -> None:
    staffed.hire()
    require(staffed)
    token = staffed.enter().token or ""
    phone = pyotp.TOTP(begin_first_codes(staffed.desk, token).text)
    with refused("link_used"):
        sign_in_with_code(staffed.desk, token, phone.at(staffed.shop.at), site=SITE)


def test_it_has_to_be_done_within_ten_minutes(staffed: Staffed) -> None:
    staffed.hire()
    require(staffed)
    token = staffed.enter().token or ""
    staffed.shop.passes(minutes=10)
    for wrong in (token, "", "made up"):
        with refused("link_used"):
            begin_first_codes(staffed.desk, wrong)


def test_who_is_in_already_without_codes_is_in_no_more(staffed: Staffed) -> None:
    for login in ("ana", "bo"):
        staffed.hire(login)
    ana, bo = staffed.inside("ana"), staffed.inside("bo")
    staffed.with_codes("finance-bo")
    require(staffed)
    assert find_session(staffed.desk, ana.secret) is None
    assert find_session(staffed.desk, bo.secret) is not None


def test_another_telephone_is_set_up_on_the_way_in(staffed: Staffed) -> None:
    staffed.hire()
    opened = staffed.inside()
    staffed.with_codes()
    require(staffed)
    remove_codes(staffed.desk, "finance-ana", PASSWORD)
    assert find_session(staffed.desk, opened.secret) is None
    assert staffed.enter().sets_up
