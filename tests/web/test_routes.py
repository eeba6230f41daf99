"""Every operation has its address, and none is in the way of another."""

from __future__ import annotations

import pytest
from tests.web.panel import Installed, Panel

from panel_refunds.web.api import ALL
from panel_refunds.web.operation import Operation, Write


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_every_operation_answers_at_its_address(panel: Panel, operation: Operation) -> None:
    names = {
        "deposit": "dep_x",
        "order": "ord_x",
        "request": "rr_x",
        "login": "nobody",
        "refund": "rf_x",
        "word": "wrd_x",
        "gateway": "manual",
        "bonus": "bon_x",
        "delivery": "out_x:mail",
        "file": "att_x",
        "key": "key_x",
    }
    path = operation.path.format(customer="c1", **names)
    answer = panel.get(path) if operation.method == "GET" else panel.post(path, {"nobody": 1})

    if path.startswith("/child/"):
        # A key of the panel itself is not one of a customer that sells on; that it is told so is an answer.
        assert (answer.status, answer.code) == (403, "not_allowed")
    elif isinstance(operation, Write):
        assert (answer.status, answer.code) == (422, "field_unknown")
    else:
        assert answer.status == 200 or answer.code in ("not_found", "field_missing")


def test_names_and_addresses_are_unique() -> None:
    assert len({operation.name for operation in ALL}) == len(ALL)
    assert len({(operation.method, operation.path) for operation in ALL}) == len(ALL)


def test_a_look_at_the_head_of_an_answer_is_a_look(panel: Panel) -> None:
    headers = {"host": panel.host, "authorization": f"Bearer {panel.secret}"}
    answer = panel.installed.client.head("/api/v1/deposits", headers=headers)

    assert (answer.status_code, answer.content) == (200, b"")


def test_the_document_is_served_to_everybody(installed: Installed) -> None:
    answer = installed.client.get("/api/v1/openapi.json", headers={"host": "smmpanelus.com"})

    assert answer.json()["openapi"] == "3.1.0"
