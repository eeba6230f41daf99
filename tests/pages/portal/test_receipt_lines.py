"""A receipt is one value, whoever shows it; its figures are those of the flow."""

from __future__ import annotations

import pytest
from tests.pages.portal.test_receipt_pdf import reader

from panel_refunds.errors import Refused
from panel_refunds.pages.portal.receipt_lines import receipt_of


def test_its_figures_are_those_of_the_refunds(panel):
    panel.deposit("50.00", display="Visa •••• 4242")
    panel.deposit("30.00", display="PayPal")
    panel.order("10.00")
    request = panel.request("all")
    panel.approve(request)
    panel.work()
    refunds = panel.get(f"/requests/{request['id']}")["refunds"]
    receipt = receipt_of(*reader(panel, request["id"]))

    assert [part.name for part in receipt.parts] == ["Visa •••• 4242", "PayPal"]
    assert [part.sum[-1].amount for part in receipt.parts] == [f"${refund['net']}" for refund in refunds]
    assert receipt.total.text == "$66.50"
    assert [fact.text for part in receipt.parts for fact in part.facts] == [
        text for refund in refunds for text in (_payment(panel, refund), refund["reference"])
    ]


def _payment(panel, refund):
    return panel.get(f"/deposits/{refund['deposit']}")["payment"]


def test_what_came_back_is_said_and_has_no_sum(panel):
    panel.deposit("50.00")
    request = panel.request("20.00")
    assert receipt_refused(panel, request["id"]) == "no_receipt"
    panel.approve(request)
    assert [fact.word for fact in receipt_of(*reader(panel, request["id"])).facts] == [
        *("From", "For the customer", "Request", "Asked", "Approved", "Policy"),
    ]


def receipt_refused(panel, request):
    with pytest.raises(Refused) as refused:
        receipt_of(*reader(panel, request))
    return refused.value.code
