"""Who gets a message, and who cannot."""

from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from structlog.testing import capture_logs

from panel_refunds.ports import Message, UndeliverableError

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TO_STAFF = Message("overdue", "acme", None, "rr_1", "Answer it.", at=AT)


def to_customer(**contact: str) -> Message:
    return Message("refund_sent", "acme", "c1", "rr_1", "Sent.", at=AT, contact=MappingProxyType(contact))


def test_the_staff_and_the_customer_each_get_their_own(build, serve, mailbox):
    notifier = build(port=serve())

    assert notifier.deliver(TO_STAFF, "out_1:mail") is None
    assert notifier.deliver(to_customer(email="ada@example.com"), "out_2:mail") is None

    assert [recipients for _, recipients in mailbox.mails] == [
        ["finance@acme.example", "boss@acme.example"],
        ["ada@example.com"],
    ]


def test_a_repeat_is_recognised_by_its_message_id(build, serve, mailbox):
    notifier = build(port=serve())
    for _ in range(2):
        notifier.deliver(TO_STAFF, "out_1:mail")

    assert {mail["Message-ID"] for mail, _ in mailbox.mails} == {"<out_1.mail@acme.example>"}


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (to_customer(), "told no e-mail address"),
        (to_customer(email="ada@example.com\nBcc: eve@example.com"), "cannot be used"),
        (TO_STAFF, "no staff stands in the settings"),
    ],
)
def test_without_anybody_to_write_to_it_can_never_work(build, message, why):
    with pytest.raises(UndeliverableError, match=why):
        build(staff=()).deliver(message, "out_1:mail")


def test_a_recipient_that_was_refused_is_counted_and_not_named(build, serve, mailbox):
    mailbox.rcpt["boss@acme.example"] = "550 5.1.1 no such user"
    with capture_logs() as lines:
        build(port=serve()).deliver(TO_STAFF, "out_1:mail")

    ((line),) = lines
    assert (line["event"], line["many"], line["of"]) == ("recipients_refused", 1, 2)
    assert "boss" not in str(lines)
