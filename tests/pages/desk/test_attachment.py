"""Files that the staff sends and opens."""

from __future__ import annotations

import pytest
from tests.flows.test_checking_files import PDF, png
from tests.pages.browser import sign_in
from tests.pages.desk.staff import staff_browser

SHOT, BANK = ("shot.png", png(), "image/png"), ("bank.pdf", PDF, "application/pdf")


@pytest.mark.parametrize(("do", "button"), [("ask", "Ask"), ("decline", "Decline and tell the customer")])
def test_words_to_the_customer_may_have_files_that_both_can_open(panel, ana, do, button):
    panel.deposit()
    request = panel.request("20.00")["id"]
    ana.open(f"/desk/requests/{request}/{do}")
    page = ana.press(button, files=[SHOT, ("a.html", b"<html>", "text/html")], text="See this.")
    assert page.status == 422
    assert page.errors[0].startswith("“a.html” is not taken: it has to be PNG, JPEG")
    assert page.value("text") == "See this."
    form = ana.page
    ana.press(button, form, [SHOT, BANK], text="See this.")
    ana.press(button, form, [SHOT, BANK], text="See this.")

    files = [each["files"] for each in panel.get(f"/requests/{request}")["conversation"]]
    assert [[each["name"] for each in found] for found in files if found] == [["shot.png", "bank.pdf"]]
    page = ana.open(f"/desk/requests/{request}")
    assert ana.client.get(page.links["bank.pdf"]).content == PDF
    customer = sign_in(panel).open(f"/requests/{request}")
    link = next(address for words, address in customer.links.items() if words.startswith("shot.png"))
    assert sign_in(panel).client.get(link).content == png()


def test_an_auditor_may_look_and_send_nothing(installed, panel, ana):
    panel.deposit()
    request = panel.request("20.00", files=[{"name": "a.txt", "content": "SGVsbG8="}])
    file = request["conversation"][0]["files"][0]["id"]
    auditor = staff_browser(installed, "auditor-zoe")
    answer = auditor.client.get(f"/desk/requests/{request['id']}/files/{file}")
    assert (answer.status_code, answer.content) == (200, b"Hello")
    auditor.open(f"/desk/requests/{request['id']}/ask")
    assert auditor.press("Ask", files=[SHOT], text="Well?").status == 403
    assert ana.open(f"/desk/requests/{request['id']}/files/fil_00000000000000000000000000").status == 404
