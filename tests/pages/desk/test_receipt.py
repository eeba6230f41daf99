"""The desk gives the receipt that the customer can have."""

from __future__ import annotations


def test_the_desks_receipt_is_the_customers(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    assert ana.open(f"/desk/requests/{request['id']}/receipt.pdf").status == 409
    panel.approve(request)
    panel.work()
    page = ana.open(f"/desk/requests/{request['id']}")
    answer = ana.client.get(page.links["Receipt as PDF"])

    assert answer.headers["content-type"] == "application/pdf"
    receipt = panel.installed.client.get(
        f"/api/v1/requests/{request['id']}/receipt.pdf",
        headers={"host": panel.host, "authorization": f"Bearer {panel.secret}"},
    )
    assert answer.content == receipt.content
