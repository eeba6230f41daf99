"""Files by the API: sent with words, fetched by whom they are for; and the receipt."""

from __future__ import annotations

import base64

import pytest
from tests.flows.test_checking_files import PDF, png
from tests.web.panel import Installed, Panel

SHOT = {"name": "shot.png", "type": "image/png", "content": base64.b64encode(png()).decode()}
BANK = {"name": "bank.pdf", "type": "application/pdf", "content": base64.b64encode(PDF).decode()}


def fetch(panel: Panel, path: str, **query: str):
    headers = {"host": panel.host, "authorization": f"Bearer {panel.secret}"}
    return panel.installed.client.get(f"/api/v1{path}", params=query, headers=headers)


def test_each_message_takes_files_and_sent_again_they_are_there_once(panel: Panel) -> None:
    panel.deposit()
    body = {"customer": "c1", "amount": "20.00", "subject": "Refund Request", "files": [SHOT]}
    request = panel.post("/requests", body, key="the-same-ask").body
    assert panel.post("/requests", body, key="the-same-ask")["id"] == request["id"]
    assert panel.post("/requests", {**body, "files": [BANK]}, key="the-same-ask").code == "idempotency_key_reused"
    path = f"/requests/{request['id']}"
    panel.post(f"{path}/reply", {"customer": "c1", "files": [BANK]})
    panel.post(f"{path}/ask", {"by": "finance-1", "text": "Which?", "files": [SHOT, BANK]})
    panel.post(f"{path}/decline", {"by": "finance-1", "text": "No.", "files": [BANK]})

    files = [each["files"] for each in panel.get(path)["conversation"] if each["files"]]
    assert [[each["name"] for each in found] for found in files] == [
        ["shot.png"],
        ["bank.pdf"],
        ["shot.png", "bank.pdf"],
        ["bank.pdf"],
    ]
    file = files[0][0]
    assert (file["type"], file["size"]) == ("image/png", len(png()))
    answer = fetch(panel, f"/files/{file['id']}", customer="c1")
    assert (answer.content, answer.headers["content-type"]) == (png(), "image/png")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''shot.png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([{**SHOT, "type": "image/jpeg"}], "file_refused"),
        ([{**SHOT, "name": "shot.svg"}], "file_refused"),
        ([SHOT] * 6, "too_many_files"),
        ([SHOT] * 11, "field_invalid"),
        ([{**SHOT, "content": "no base64!"}], "field_invalid"),
        ([{**SHOT, "path": "/x"}], "field_unknown"),
        ([{"name": "a.txt", "content": base64.b64encode(b"x" * (5 * 1024**2 + 1)).decode()}], "file_too_large"),
        ([{"name": "a.txt", "content": "A" * (36 * 1024**2)}], "body_too_large"),
    ],
    ids=["type", "name", "many", "more than ever", "base64", "key", "file", "body"],
)
def test_what_is_not_taken_has_its_code_and_changes_nothing(panel: Panel, files, code) -> None:
    panel.deposit()
    request = panel.request("20.00")["id"]
    before = panel.get(f"/requests/{request}").body
    assert panel.post(f"/requests/{request}/reply", {"customer": "c1", "text": "x", "files": files}).code == code
    assert panel.get(f"/requests/{request}").body == before


def test_large_bodies_are_read_only_from_who_may_send_files_and_only_where_they_go(installed: Installed) -> None:
    panel, reader = installed.panel(), installed.panel("smmpanelus", "read")
    panel.deposit()
    request = panel.request("20.00")["id"]
    large = {"customer": "c1", "files": [{"name": "a.txt", "content": "QUFB" * 100_000}]}

    assert panel.post(f"/requests/{request}/reply", large).status == 200
    assert reader.post(f"/requests/{request}/reply", large).code == "not_allowed"
    assert reader.call("POST", f"/requests/{request}/reply", json=large, headers={"authorization": None}).status == 401
    assert panel.post(f"/requests/{request}/confirm", large).code == "body_too_large"


def test_for_another_customer_or_tenant_there_is_no_file_and_no_receipt(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00", files=[SHOT])
    panel.approve(request)
    file = request["conversation"][0]["files"][0]["id"]
    other = installed.panel("lumenreach")

    for path in (f"/files/{file}", f"/requests/{request['id']}/receipt.pdf"):
        assert fetch(panel, path).status_code == 200
        assert fetch(panel, path, customer="c2").json()["code"] == "not_found"
        assert fetch(other, path).json()["code"] == "not_found"
    assert fetch(panel, "/files/fil_00000000000000000000000000").status_code == 404


def test_a_receipt_in_a_language_of_the_tenant_once_something_goes_out(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    path = f"/requests/{request['id']}/receipt.pdf"
    assert fetch(panel, path).json()["code"] == "no_receipt"
    panel.approve(request)

    answer = fetch(panel, path, language="en")
    assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert fetch(panel, path, language="tlh").json()["code"] == "field_invalid"
