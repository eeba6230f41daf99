"""A child panel sees its own orders with a key that is its own, and nothing else of its parent."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import HOSTS, Installed, Panel

from panel_refunds.app.new_ids import new_id
from panel_refunds.web.api import ALL
from panel_refunds.web.api_keys import CHILD, new_api_key
from panel_refunds.web.operation import Operation


def child_of(installed: Installed, customer: str = "c1", tenant: str = "smmpanelus") -> Panel:
    of = installed.service.desk(tenant).tenant.id
    secret, key = new_api_key(of, "child", [CHILD], key_id=new_id("key"), at=installed.at, customer=customer)
    installed.service.store.add_api_key(key)
    return Panel(installed, tenant, secret, HOSTS[tenant])


def own(child: Panel, *orders: Any) -> Any:
    answer = child.get("/child/orders", ids=",".join(order["id"] for order in orders))
    assert answer.status == 200, answer
    return answer


def test_own_orders_are_shown_and_all_others_are_missing(installed: Installed, panel: Panel, other: Panel) -> None:
    panel.deposit()
    panel.deposit(customer="c2")
    mine, theirs = panel.order(), panel.order(customer="c2")
    other.deposit(fee=None)
    elsewhere = other.order()
    panel.post("/statuses", {"statuses": [{"order": mine["id"], "status": "Partial", "remains": 400}]})

    answer = own(child_of(installed), mine, theirs, elsewhere, {"id": "ord_nobody"}, mine)

    (shown,) = answer["orders"]
    wanted = {"id": mine["id"], "status": "partial", "remains": 400, "total": 1000, "charge": "10.00"}
    assert {name: shown[name] for name in wanted} == wanted
    assert (shown["refunded"], shown["currency"], shown["under_review"]) == ("4.00", "USD", False)
    assert answer["missing"] == [theirs["id"], elsewhere["id"], "ord_nobody"]
    # By whom it is fulfilled, in which words, and why a person looks, is the parent's business.
    assert not {"provider", "provider_ref", "provider_status", "review", "reason", "customer"} & shown.keys()


def test_that_a_person_looks_is_told_without_why(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Failed"}]})

    (shown,) = own(child_of(installed), order)["orders"]
    assert (shown["status"], shown["under_review"]) == ("failed", True)


def test_at_most_a_hundred_at_once(installed: Installed) -> None:
    child = child_of(installed)

    assert child.get("/child/orders", ids=",".join(f"ord_{n}" for n in range(101))).code == "field_invalid"
    assert child.get("/child/orders").code == "field_missing"


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_a_customers_key_may_do_what_is_for_customers_and_no_other_key_may(
    installed: Installed, operation: Operation
) -> None:
    path = operation.path.replace("{", "").replace("}", "")

    def tried(panel: Panel) -> str | None:
        return panel.get(path).code if operation.method == "GET" else panel.post(path).code

    for_customers = operation.scope == CHILD
    assert (tried(child_of(installed)) == "not_allowed") is not for_customers
    assert (tried(installed.panel()) == "not_allowed") is for_customers


def test_an_own_order_is_asked_to_be_cancelled_and_nobody_elses(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    panel.deposit(customer="c2")
    mine, theirs = panel.order(), panel.order(customer="c2")
    panel.post("/statuses", {"statuses": [{"order": mine["id"], "status": "Completed", "remains": 0}]})
    child = child_of(installed)

    assert child.post(f"/child/orders/{mine['id']}/cancel").code == "cancel_not_possible"
    assert child.post(f"/child/orders/{theirs['id']}/cancel").code == "not_found"
    assert child.post("/child/orders/ord_nobody/cancel").code == "not_found"


def test_an_answer_is_not_given_to_another_child_that_knows_the_key_of_the_write(
    installed: Installed, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.deposit()
    order = panel.order()
    monkeypatch.setattr("panel_refunds.web.api.child.cancel_order", lambda desk, order_id, **_: _order(desk, order_id))
    path = f"/child/orders/{order['id']}/cancel"

    assert child_of(installed).post(path, key="cancel-1").status == 200
    assert child_of(installed).post(path, key="cancel-1").headers["idempotent-replayed"] == "true"
    assert child_of(installed, "c2").post(path, key="cancel-1").code == "idempotency_key_reused"


def _order(desk: Any, order_id: str) -> Any:
    with desk.read() as books:
        return books.get_order(order_id)
