"""One mailbox, or nothing."""

import pytest

from panel_refunds_mail.addresses import AddressRefusedError, parse_mailbox, parse_named


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("ada@example.com", "ada@example.com"),
        (" ada.l+refunds@mail.example.com ", "ada.l+refunds@mail.example.com"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_a_mailbox_is_read_in_its_wire_form(text, wire):
    assert parse_mailbox(text) == wire


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@example.com, eve@example.com",
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@example.com\nRCPT TO:<eve@example.com>",
        "<ada@example.com>",
        "Ada <ada@example.com>",
        "ada@eve@example.com",
        "ada bell@example.com",
        "a..b@example.com",
        "ada@-example.com",
        "ada@example..com",
        "ädä@example.com",
        "ada@[127.0.0.1]",
        f"{'a' * 250}@example.com",
    ],
)
def test_what_is_not_one_mailbox_is_refused_without_being_quoted(text):
    with pytest.raises(AddressRefusedError) as refused:
        parse_mailbox(text)
    assert "ada" not in str(refused.value)


def test_a_sender_may_have_a_name():
    named = parse_named("Acme Panel <refunds@acme.example>")

    assert (named.display_name, named.addr_spec) == ("Acme Panel", "refunds@acme.example")
    assert parse_named("refunds@acme.example").display_name == ""


@pytest.mark.parametrize(
    "text", ["Acme\r\nBcc: eve@x.example <a@b.example>", "Acme", "Acme <a@b.example, c@d.example>"]
)
def test_a_sender_is_one_mailbox_too(text):
    with pytest.raises(AddressRefusedError):
        parse_named(text)
