"""Another tenant's things do not exist: at every address with an id in it, and a new address has to join the table. (F26)"""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.api.test_child import child_of
from tests.web.letters import bury_some
from tests.web.panel import Installed

from panel_refunds.web.api import ALL
from panel_refunds.web.api_keys import CHILD
from panel_refunds.web.operation import Operation

BODIES: dict[str, dict[str, Any]] = {
    "tell_placement": {"raw": '{"error": "Not enough funds"}'},
    "cancel_order": {"customer": "c1"},
    "decide_order": {"pays": "whole", "by": "finance-1", "text": "x"},
    "tell_fee": {"fee": "1.00"},
    "tell_dispute": {"state": "opened"},
    "void_bonus": {"customer": "c1", "by": "finance-1", "text": "x"},
    "confirm_offer": {"customer": "c1"},
    "withdraw_request": {"customer": "c1"},
    "reply_to_request": {"customer": "c1", "text": "x"},
    "approve_request": {"by": ["finance-1"]},
    "decline_request": {"by": "finance-1", "text": "x"},
    "ask_customer": {"by": "finance-1", "text": "x"},
    "tell_payout": {"reference": "x", "by": "finance-1"},
    "tell_seen": {"ran": True, "evidence": "x", "by": "finance-1"},
    "pay_refund": {"by": "finance-1"},
    "terminate_account": {"cause": "x", "by": "owner-1"},
    "forfeit_account": {"cause": "x", "evidence": "x", "by": ["owner-1", "finance-1"]},
    "send_letter_again": {"by": "operator-1"},
    "put_letter_aside": {"by": "operator-1", "text": "x"},
    "cancel_child_order": {},
    "reset_staff": {"by": "operator-1"},
    "set_identity_of_staff": {"identity": None, "by": "operator-1"},
    "disable_staff": {"by": "operator-1"},
    "enable_staff": {"by": "operator-1"},
    "end_sessions_of_staff": {"by": "operator-1"},
    "change_role_of_staff": {"role": "support", "by": "operator-1"},
    "end_key": {"by": "operator-1"},
    "map_word": {"status": "completed", "by": "finance-1"},
}
# A gateway goes by the word of each tenant's own file, so the same word is another gateway: see api/test_gateways.py.
# So does a contact, which may be told before anything else is known of a customer: see api/test_customers.py.
WITH_ID = [
    operation
    for operation in ALL
    if "{" in operation.path and "{gateway}" not in operation.path and operation.name != "tell_contact"
]


@pytest.mark.parametrize("operation", WITH_ID, ids=lambda operation: operation.name)
def test_with_another_tenants_id_there_is_nothing(installed: Installed, operation: Operation) -> None:
    panel = installed.panel()
    other = (child_of if operation.scope == CHILD else Installed.panel)(installed, tenant="smmpanelus-blog")
    deposit = panel.deposit(fee=None)
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"}).body
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})
    request = panel.request("20.00", files=[{"name": "a.txt", "content": "SGVsbG8="}])
    file = request["conversation"][0]["files"][0]["id"]
    panel.post("/staff", {"login": "ana", "name": "Ana", "role": "finance", "by": "operator-1"})
    ids = {
        "deposit": deposit["id"],
        "bonus": bonus["id"],
        "order": order["id"],
        "word": panel.get("/words")["items"][0]["id"],
        "request": request["id"],
        "refund": request["refunds"][0]["id"],
        "customer": "c1",
        "login": "ana",
        "file": file,
        "key": panel.get("/keys")["items"][0]["id"],
        "delivery": bury_some(installed.service.desk("smmpanelus"))[0],
    }
    everything = (
        "/dead-letters",
        "/deposits",
        "/orders",
        f"/requests/{request['id']}",
        "/words",
        "/actions",
        "/customers/c1/balance",
    )
    before = [panel.get(path).body for path in everything]

    path = operation.path.format(**ids)
    answer = other.get(path) if operation.method == "GET" else other.post(path, BODIES[operation.name])

    assert (answer.status, answer.code) == (404, "not_found")
    assert [panel.get(path).body for path in everything] == before


@pytest.mark.parametrize(
    "path", ["/deposits", "/orders", "/orders?review=true", "/requests", "/words?all=true", "/actions", "/dead-letters"]
)
def test_no_list_shows_another_tenants_things(installed: Installed, path: str) -> None:
    panel, other = installed.panel(), installed.panel("smmpanelus-blog")
    panel.deposit()
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})
    panel.approve(panel.request("20.00"))
    bury_some(installed.service.desk("smmpanelus"))

    assert panel.get(path)["items"]
    assert other.get(path)["items"] == []
