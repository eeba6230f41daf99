"""One refund's page: paid by hand, seen at the gateway, tried now; each once, and only by who may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pages.desk.staff import staff_browser

from panel_refunds.worker import run_due


def approved(installed, panel, *, manual: bool = False, word: str = "", ran: bool = True) -> str:
    if manual:
        installed.gateway._capabilities = replace(installed.gateway._capabilities, refund="manual")
    if word:
        installed.gateway.script(word, ran=ran)
    panel.deposit()
    request = panel.request("20.00")
    panel.approve(request)
    panel.work()
    made: str = panel.get(f"/requests/{request['id']}")["refunds"][0]["id"]
    return made


def unknown(installed, panel, *, ran: bool) -> str:
    refund = approved(installed, panel, word="unknown", ran=ran)
    for _ in range(8):
        installed.passes(days=1)
        run_due(installed.service.desk("smmpanelus"), kinds={"follow"})
    assert panel.get(f"/refunds/{refund}")["task"]
    return refund


def test_a_payment_by_hand_needs_its_reference_and_is_booked_once(installed, panel, ana):
    refund = approved(installed, panel, manual=True)
    form = ana.open(f"/desk/refunds/{refund}")

    assert ana.press("Record the payment").errors == ["The reference of the payment is needed."]
    page = ana.press("Record the payment", reference="wire 4711", page=form)
    assert page.path.endswith("?done=payout")
    ana.press("Record the payment", reference="wire 4711", page=form)

    told = panel.get(f"/refunds/{refund}")
    assert (told["state"], told["reference"]) == ("paid", "wire 4711")
    assert panel.figures() == ("30.00", "0.00", "0.00")
    assert "finance-ana record_payout wire 4711" in ana.page


def test_who_may_not_say_so_is_told(installed, panel):
    refund = approved(installed, panel, manual=True)
    support = staff_browser(installed, "support-tim")
    support.open(f"/desk/refunds/{refund}")

    page = support.press("Record the payment", reference="wire 4711")

    assert page.errors == ["support-tim may not record payments; that needs one of: finance."]
    assert page.value("reference") == "wire 4711"
    assert panel.get(f"/refunds/{refund}")["state"] == "approved"


@pytest.mark.parametrize(("ran", "state"), [("yes", "paid"), ("no", "approved")])
def test_an_unknown_outcome_is_shown_with_its_evidence_and_told(installed, panel, ran, state):
    refund = unknown(installed, panel, ran=ran == "yes")
    ana = staff_browser(installed)
    page = ana.open(f"/desk/refunds/{refund}")
    assert "Unknown: it may have run" in page
    assert panel.get(f"/refunds/{refund}")["attempts"][0]["key"] in page

    assert ana.press("Record it", evidence="re_77").errors == ["Choose one of these."]
    assert ana.press("Record it", ran=ran, evidence=" ").errors == ["This needs evidence."]
    page = ana.press("Record it", ran=ran, evidence="re_77")

    assert page.path.endswith("?done=seen")
    assert panel.get(f"/refunds/{refund}")["state"] == state


def test_what_waits_for_the_gateways_money_is_tried_at_once(installed, panel, ana):
    refund = approved(installed, panel, word="rejected:insufficient_balance")
    ana.open(f"/desk/refunds/{refund}")

    page = ana.press("Try it now")

    assert "It is tried at once." in page
    panel.work()
    assert panel.get(f"/refunds/{refund}")["state"] == "paid"


def test_an_auditor_has_nothing_tried(installed, panel):
    refund = approved(installed, panel, word="rejected:insufficient_balance")
    auditor = staff_browser(installed, "auditor-zoe")
    auditor.open(f"/desk/refunds/{refund}")

    assert auditor.press("Try it now").status == 403
