"""Files of a conversation on the portal: chosen, sent once, opened by whom they are for, and never shown as a page."""

from __future__ import annotations

import pytest
from tests.flows.test_checking_files import PDF, png
from tests.pages.browser import sign_in
from tests.pages.desk.staff import staff_browser

SHOT = ("shot.png", png(), "image/png")
BANK = ("Überweisung.pdf", PDF, "application/pdf")


@pytest.fixture
def asked(panel, browser):
    """A request of ``c1``, whose page the browser shows."""
    request = panel.request("20.00", of=panel.deposit("50.00")["id"])
    browser.open(f"/requests/{request['id']}")
    return request["id"]


def files_of(panel, request):
    return [[file["name"] for file in each["files"]] for each in panel.get(f"/requests/{request}")["conversation"]]


def address_of(page, name="shot.png"):
    return next(address for words, address in page.links.items() if words.startswith(name))


def test_files_come_with_a_reply_once_and_are_saved_by_their_name(panel, browser, asked):
    page = browser.page
    assert "At most 5 files of up to 5 MB each: PNG, JPEG, WebP, PDF, or plain text." in page
    assert page.field("files")["accept"] == ".png,.jpg,.jpeg,.webp,.pdf,.txt"
    for _ in range(2):
        shown = browser.press("Send reply", page, [SHOT, BANK], text="Here they are.")

    assert files_of(panel, asked)[-1] == ["shot.png", "Überweisung.pdf"]
    assert sum(len(each) for each in files_of(panel, asked)) == 2
    assert "Here they are. shot.png 1 kB Überweisung.pdf 1 kB" in shown
    answer = browser.client.get(address_of(shown, "Überweisung.pdf"))
    assert answer.content == PDF
    headers = answer.headers
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%9Cberweisung.pdf"
    assert headers["content-type"] == "application/pdf"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_the_same_words_with_another_file_are_another_reply(panel, browser, asked):
    page = browser.page
    browser.press("Send reply", page, [SHOT], text="Here.")
    browser.press("Send reply", page, [BANK], text="Here.")

    assert files_of(panel, asked)[-2:] == [["shot.png"], ["Überweisung.pdf"]]


def test_files_alone_are_a_reply_and_nothing_at_all_is_none(panel, browser, asked):
    assert browser.press("Send reply").errors == ["Write what you would like to say."]
    assert browser.press("Send reply", files=[SHOT]).status == 200
    assert panel.get(f"/requests/{asked}")["conversation"][-1]["text"] == ""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("logo.svg", b"<svg/>", "image/svg+xml")], "“logo.svg” is not taken: it has to be PNG, JPEG, WebP, PDF, or"),
        ([SHOT, ("a.txt", b"<script>", "text/plain")], "“a.txt” holds a script or another file, and is not taken."),
        ([("a.png", png()[:-4], "image/png")], "“a.png” is cut short or damaged."),
        ([SHOT] * 6, "Choose at most 5 files."),
        ([("a.txt", b"x" * (5 * 1024 * 1024 + 1), "text/plain")], "“a.txt” is larger than 5 MB."),
        ([("a.txt", b"x" * (26 * 1024 * 1024), "text/plain")], "Together these files are larger than 25 MB."),
    ],
    ids=["kind", "script", "damaged", "many", "large", "larger than is read"],
)
def test_what_is_not_taken_is_said_and_no_word_is_lost(panel, browser, asked, files, said):
    page = browser.press("Send reply", files=files, text="What I wrote.")

    assert page.status == 422
    (error,) = page.errors
    assert error.startswith(said)
    assert error.endswith("What you wrote is still here; please choose the files again.")
    assert page.value("text") == "What I wrote."
    assert [each for each in files_of(panel, asked) if each] == []
    assert not [path for path in panel.installed.service.files.folder.rglob("*") if path.is_file()]


def test_files_go_with_a_request_from_its_last_page(panel, browser):
    panel.deposit("50.00")
    browser.open("/ask")
    browser.press("Continue", amount="20.00", text="See the picture.")
    page = browser.press("Send the request", files=[("a.gif", b"GIF89a", "image/gif")])
    assert (page.status, page.heading) == (422, "Check your request")
    assert page.errors[0].startswith("“a.gif” is not taken")
    assert "See the picture." in page
    browser.press("Send the request", page, [SHOT])
    first = browser.page.path
    browser.press("Send the request", page, [SHOT])

    assert browser.page.path == first
    assert "shot.png" in browser.page
    assert len(panel.get("/requests")["items"]) == 1


def test_only_the_customer_and_the_staff_of_the_tenant_can_open_one(installed, panel, other, browser, asked):
    browser.press("Send reply", files=[SHOT])
    address = address_of(browser.page)
    panel.deposit(customer="c2")
    others = panel.request("20.00", customer="c2")["id"]
    assert browser.open(address).status == 200

    neighbour = sign_in(panel, "c2")
    elsewhere = sign_in(other)
    unknown = neighbour.open(f"/requests/{others}/files/fil_00000000000000000000000000")
    for tried in (
        neighbour.open(address),
        neighbour.open(address.replace(asked, others)),
        elsewhere.open(address),
        staff_browser(installed, "finance-zoe", "lumenreach").open(f"/desk{address}"),
    ):
        assert tried.status == 404
        assert "PNG" not in tried.html
    assert neighbour.page.text == unknown.text
    assert staff_browser(installed).client.get(f"/desk{address}").content == png()
    browser.client.cookies.clear()
    assert browser.client.get(address).status_code == 401


def test_a_tenant_that_takes_none_offers_no_field(tmp_path):
    from tests.pages.portal.installed_with import panel_with

    panel = panel_with(tmp_path, "")
    file = tmp_path / "tenants/smmpanelus/tenant.toml"
    file.write_text(file.read_text() + "\n[attachments]\nfiles = 0\n")
    panel.post("/reload")
    panel.deposit("50.00")
    request = panel.request("20.00")
    page = sign_in(panel).open(f"/requests/{request['id']}")

    assert page.main.find("input", type="file") is None
    panel.installed.close()
