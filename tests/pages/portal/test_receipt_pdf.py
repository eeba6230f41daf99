"""The receipt as PDF: the page's lines in every language, the brand's and nobody else's, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata

import pypdf
import pytest
from tests.pages.browser import sign_in
from tests.web.panel import ROOT, Installed

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.portal.receipt_lines import receipt_of
from panel_refunds.pages.portal.receipt_pdf import receipt_for_call
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import languages, words_of

LANGUAGES = languages()
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40"/></svg>'
OTHERS = re.compile(rb"typst|krilla|pypdf|xmp-writer|panel.refunds|noto project", re.IGNORECASE)


def reader(panel, request_id, language="en"):
    """A visit of somebody who reads this language, and the request."""
    desk = panel.installed.service.desk(panel.tenant)
    with desk.read() as books:
        request = books.get_request(request_id)
    words = words_of(language, desk.tenant.folder)
    figures = Figures(words.locale, desk.tenant.calendar.zone)
    visit = Visit(desk, desk.tenant.sites[0], request.site, None, words, figures, lambda *_, **__: "", "", lambda: None)
    return visit, request


def letters(text: str) -> str:
    """The letters and digits alone: readers of PDF differ in spaces and in the order of what reads from the right."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sorted(letter for letter in plain if unicodedata.category(letter)[0] in "LN"))


@pytest.fixture(scope="module")
def paid(tmp_path_factory):
    """A panel in all languages, with a logo, and a request of it that was paid."""
    root = tmp_path_factory.mktemp("paid")
    shutil.copytree(ROOT / "tenants/smmpanelus", root / "tenants/smmpanelus")
    file = root / "tenants/smmpanelus/tenant.toml"
    listed = ", ".join(f'"{language}"' for language in LANGUAGES)
    text = re.sub(r"^languages = .*$", f"languages = [{listed}]", file.read_text(), flags=re.MULTILINE)
    if "languages =" not in text:
        text = f"languages = [{listed}]\n{text}"
    file.write_text(text.replace("[brand]\n", '[brand]\nlogo = "logo.svg"\n'))
    (file.parent / "logo.svg").write_text(LOGO)
    installed = Installed(root)
    panel = installed.panel()
    panel.deposit("50.00", display="Visa •••• 4242")
    panel.deposit("30.00", display="PayPal")
    panel.order("10.00")
    request = panel.request("all")
    panel.approve(request)
    panel.work()
    yield panel, request["id"]
    installed.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_page_says_and_is_tagged_for_who_listens(paid, language):
    panel, request_id = paid
    visit, request = reader(panel, request_id, language)
    receipt = receipt_of(visit, request)
    pdf = receipt_for_call(visit.desk, request, language)
    read = pypdf.PdfReader(io.BytesIO(pdf))
    text = "\n".join(page.extract_text() for page in read.pages)

    root = read.trailer["/Root"]
    assert root["/Lang"].lower().partition("-")[0] == language.partition("-")[0]
    assert root["/MarkInfo"]["/Marked"]
    assert read.metadata == {"/Title": f"{receipt.title} {request_id}", "/Author": "SmmPanelUS"}
    said = [
        *(fact.text for fact in receipt.facts),
        *(line.shown for part in receipt.parts for line in part.sum),
        *(fact.text for part in receipt.parts for fact in part.facts),
        receipt.total.text,
    ]
    have = re.sub(r"\s|[\u2066-\u2069\u200e]", "", unicodedata.normalize("NFKC", text))
    figures = {number for each in said for number in re.findall(r"\d[\d.,]*\d", each)}
    assert figures
    assert not [number for number in figures if number not in have]
    assert not OTHERS.search(pdf)
    assert receipt_for_call(visit.desk, request, language) == pdf


def test_the_words_are_there_to_be_copied(paid):
    panel, request_id = paid
    visit, request = reader(panel, request_id)
    text = pypdf.PdfReader(io.BytesIO(receipt_for_call(visit.desk, request, "en"))).pages[0].extract_text()
    plain = " ".join(text.replace("\u2066", "").replace("\u2069", "").split())

    assert "Visa •••• 4242" in plain
    for words in ("Refund receipt", "Paid in", "Spent on orders", "REFERENCE-1", request_id, "Total that arrives"):
        assert words in plain
    for language, word in (("ru", "Квитанция"), ("tr", "makbuz"), ("hi", "रसीद"), ("ar", "إيصال")):
        document = pypdf.PdfReader(io.BytesIO(receipt_for_call(visit.desk, request, language)))
        have = document.pages[0].extract_text() + document.metadata.title
        assert word.casefold() in unicodedata.normalize("NFC", have).casefold()


def test_the_portal_offers_it_for_saving_to_its_customer_alone(paid):
    panel, request_id = paid
    browser = sign_in(panel)
    browser.open(f"/requests/{request_id}/receipt")
    answer = browser.client.get(browser.page.links["Receipt as PDF"])

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''receipt-{request_id}.pdf"
    assert answer.headers["cache-control"] == "no-store"
    visit, request = reader(*paid)
    assert answer.content == receipt_for_call(visit.desk, request, "en")
    panel.deposit(customer="c9")
    assert sign_in(panel, "c9").open(f"/requests/{request_id}/receipt.pdf").status == 404


def test_a_request_of_which_nothing_goes_out_shows_its_page(panel):
    panel.deposit("50.00")
    request = panel.request("20.00")["id"]

    assert sign_in(panel).open(f"/requests/{request}/receipt.pdf").path == f"/requests/{request}"


def test_a_logo_that_cannot_be_set_costs_the_picture_alone(paid):
    visit, request = reader(*paid)
    logo = visit.tenant.folder / "logo.svg"
    whole = receipt_for_call(visit.desk, request, "en")
    try:
        logo.write_text("no picture")
        without = receipt_for_call(visit.desk, request, "en")
    finally:
        logo.write_text(LOGO)
    assert without != whole
    assert "SmmPanelUS" in pypdf.PdfReader(io.BytesIO(without)).pages[0].extract_text()


def test_a_tenants_own_template_is_used_before_ours(paid):
    visit, request = reader(*paid)
    own = visit.tenant.folder / "templates/portal/receipt.typ"
    own.parent.mkdir(parents=True)
    own.write_text("#let data = json(bytes(sys.inputs.data))\n#set document(title: data.title)\n= Ours: #data.id\n")
    try:
        text = pypdf.PdfReader(io.BytesIO(receipt_for_call(visit.desk, request, "en"))).pages[0].extract_text()
    finally:
        own.unlink()
    assert f"Ours: {request.request_id}" in text
