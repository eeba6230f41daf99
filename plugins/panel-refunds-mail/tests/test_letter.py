"""A message is one mail, the same one every time, and nothing in it becomes a header."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from panel_refunds.ports import Letterhead, Message
from panel_refunds_mail.letter import write_letter
from panel_refunds_mail.settings import parse_settings

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TO_CUSTOMER = Message("refund_sent", "acme", "c1", "rr_1", "38.25 € was sent.\n\nIt <should> arrive.", at=AT)
TO_STAFF = Message("payout_float", "acme", None, None, "Too little.", {"gross": "38.25", "refund": "rf_1"}, AT)


@pytest.fixture
def written(settings):
    def write(message, key="out_1:mail", **other):
        return write_letter(message, key, ("ada@example.com",), parse_settings(settings | other))

    return write


def test_the_customer_reads_the_text_and_the_request(written):
    letter = written(TO_CUSTOMER)

    assert (letter["Subject"], letter["To"], letter["From"]) == (
        "Your refund request",
        "ada@example.com",
        "Acme Panel <refunds@acme.example>",
    )
    assert letter["Date"].datetime == AT
    assert letter.get_content() == "38.25 € was sent.\n\nIt <should> arrive.\n\nRequest: rr_1\n"
    assert letter.as_bytes().isascii()


def test_the_staff_reads_the_figures_too(written):
    letter = written(TO_STAFF, reply_to="desk@acme.example")

    assert (letter["Subject"], letter["Reply-To"]) == ("acme: payout float", "desk@acme.example")
    assert letter.get_content() == "Too little.\n\ngross: 38.25\nrefund: rf_1\n"
    assert letter["References"] is None


def test_the_same_key_is_the_same_mail_and_another_key_another(written):
    assert written(TO_CUSTOMER, html=True).as_bytes() == written(TO_CUSTOMER, html=True).as_bytes()
    first, second = written(TO_CUSTOMER), written(TO_CUSTOMER, "out_2:mail")

    assert (first["Message-ID"], second["Message-ID"]) == ("<out_1.mail@acme.example>", "<out_2.mail@acme.example>")
    assert first["References"] == second["References"] == "<rr_1@acme.example>"


def test_an_html_part_shows_what_the_text_says_and_runs_nothing(written):
    letter = written(TO_CUSTOMER, html=True)

    plain, page = letter.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert '<p dir="auto">It &lt;should&gt; arrive.</p>' in page.get_content()


def test_a_customers_mail_carries_the_brand_and_nobody_elses_name(settings):
    house = Letterhead(
        "صدف",
        "Sadaf <refunds@sadaf.example>",
        "help@sadaf.example",
        "#8c1d40",
        "https://sadaf.example/help",
        "Kuwait <City>",
    )
    settings |= {"sender": "", "html": True}
    letter = write_letter(TO_CUSTOMER, "out_1:mail", ("ada@example.com",), parse_settings(settings, house))

    assert (letter["From"], letter["Reply-To"]) == ("Sadaf <refunds@sadaf.example>", "help@sadaf.example")
    assert letter["Message-ID"] == "<out_1.mail@sadaf.example>"
    plain, page = letter.iter_parts()
    assert plain.get_content().endswith("\n-- \nصدف\nKuwait <City>\nhttps://sadaf.example/help\n")
    assert 'color:#8c1d40;font-size:1.4em;font-weight:bold">صدف</p>' in page.get_content()
    assert "Kuwait &lt;City&gt;" in page.get_content()
    assert not re.search(r"panel.?refunds|smtp|python", letter.as_string(), re.IGNORECASE)

    to_staff = write_letter(TO_STAFF, "out_2:mail", ("boss@acme.example",), parse_settings(settings, house))
    assert "Kuwait" not in to_staff.as_string()


@pytest.mark.parametrize(
    "evil", ["a\r\nBcc: eve@x.example", "a\n\nbody", "a\rBcc: eve@x.example", "a\x00\u2028b", "ä" * 900]
)
def test_nothing_of_a_message_becomes_a_header(written, evil):
    message = replace(TO_STAFF, kind=evil, tenant=evil, request_id=evil)

    letter = written(message, evil)

    head = letter.as_bytes().split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert b"Bcc" not in names
    assert len(names) == len(set(names))
    assert "\n" not in letter["Subject"]
