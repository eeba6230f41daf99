"""One refund from the payment to the customer's card, over HTTP, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.panel import Installed


@pytest.fixture
def installed(database_url: str) -> Iterator[Installed]:
    made = Installed(database=database_url)
    yield made
    made.close()


def test_a_deposit_an_order_cut_short_and_what_is_left_goes_back(installed: Installed) -> None:
    panel, finance = installed.panel(), installed.panel("smmpanelus", "review", "read")

    # The customer pays 50.00 and gets a bonus; the panel places an order, of which half arrives.
    deposit = panel.deposit("50.00", fee=None)
    panel.post("/bonuses", {"customer": "c1", "amount": "2.00", "tied_to": deposit["id"]})
    order = panel.order("12.00", provider_ref="77")
    told = {"provider": "main", "provider_ref": "77", "status": "Partial", "remains": 500}
    assert panel.post("/statuses", {"statuses": [told]})["orders"][0]["refunded"] == "6.00"
    assert panel.figures() == ("46.00", "0.00", "0.00")

    # They ask for all of it; the fee is not known yet, so it waits, and becomes known.
    request = panel.request("all", of=deposit["id"])
    assert (request["state"], request["recommend"], request["decision"]["net"]) == ("in_review", "wait", None)
    assert panel.approve(request).code == "fee_unknown"
    panel.post(f"/deposits/{deposit['id']}/fee", {"fee": "1.75"})
    assert panel.get(f"/requests/{request['id']}")["recommend"] == "approve"

    # Finance says yes, the gateway says it will, and then that it did.
    installed.gateway.script("pending")
    assert finance.approve(request)["state"] == "approved"
    panel.work()
    assert panel.get(f"/requests/{request['id']}")["state"] == "sent"
    installed.gateway.later(installed.gateway.asked[0].attempt_id, "succeeded")
    installed.passes(days=1)
    panel.work()

    done = panel.get(f"/requests/{request['id']}")
    (refund,) = done["refunds"]
    assert (done["state"], refund["gross"], refund["net"]) == ("paid", "46.00", "44.25")
    assert str(installed.gateway.paid_back(deposit["payment"])) == "44.25 USD"
    assert panel.figures() == ("0.00", "0.00", "0.00")

    # The bank takes it back later: the money is on the books again, and the ticket is open.
    installed.gateway.later(installed.gateway.asked[0].attempt_id, "failed")
    assert panel.get(f"/orders/{order['id']}")["refunded"] == "6.00"
    for path in ("/deposits", "/orders", "/requests", "/actions", "/words"):
        assert panel.get(path).status == 200
    assert panel.get("/audit")["faults"] == []
