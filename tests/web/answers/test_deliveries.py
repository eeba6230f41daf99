"""A delivery is shown with what its message is about, and without its words."""

from __future__ import annotations

from tests.web.letters import bury_some
from tests.web.panel import Installed

from panel_refunds.cli.as_json import AtTheDesk
from panel_refunds.web.answers.deliveries import show_delivery, view_of


def test_the_message_is_named_and_not_quoted(installed: Installed) -> None:
    desk = installed.service.desk("lumenreach")
    (letter,) = bury_some(desk)
    with desk.read() as books:
        delivery = books.get_delivery(letter)
        message = books.get_outbox(delivery.message_id)

    shown = show_delivery(AtTheDesk(desk), delivery)
    assert shown == view_of(delivery, message)
    assert (shown.kind, shown.customer, shown.request) == ("refund_sent", "c1", "rr_1")
    assert "It was sent." not in shown.model_dump_json()
