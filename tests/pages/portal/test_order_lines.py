"""What an order says of itself: what came back, why, and the clause."""

import pytest
from tests.pages.browser import sign_in


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ({"status": "Canceled"}, "so everything you paid for it is on your balance again. Clause 3.2a"),
        (
            {"status": "Partial", "remains": 250},
            "250 of 1,000 were not delivered, so that part is on your balance again.",
        ),
        ({"status": "Completed"}, "It was delivered in full. Clause 4"),
        ({"status": "In progress"}, "In progress"),
        ({"status": "Fnord"}, "Being looked at"),
        ({"status": "Partial"}, "A person is looking at this order. You will see here what comes back. Clause 3.2"),
        (
            {"status": "Canceled", "reason": "wrong_link"},
            "The link was wrong or led nowhere, so nothing comes back. Clause 4",
        ),
    ],
)
def test_every_status_has_its_sentence(panel, status, said):
    panel.deposit()
    order = panel.order("10.00")
    panel.post("/statuses", {"statuses": [{"order": order["id"], **status}]})

    assert said in sign_in(panel).open(f"/orders/{order['id']}")


def test_a_fine_charge_keeps_its_digits(panel):
    panel.deposit()
    order = panel.order("0.27819")
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Partial", "remains": 157}]})

    assert "You paid $0.27819 Came back $0.04367583" in sign_in(panel).open(f"/orders/{order['id']}")
