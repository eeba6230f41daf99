"""One line a message, and nothing in it that is a customer's."""

from structlog.testing import capture_logs

from panel_refunds.ports import Message


def test_a_message_is_one_line_without_customer_text_or_figures(build):
    message = Message("paid", "shop", "c1@mail.example", "rr_1", "38.25 is on its way", {"net": "38.25"})

    with capture_logs() as lines:
        build("notifiers", "log").deliver(message, "out_1")

    assert lines == [
        {
            "event": "message",
            "kind": "paid",
            "request": "rr_1",
            "key": "out_1",
            "tenant": "shop",
            "plugin": "log",
            "log_level": "info",
        }
    ]
