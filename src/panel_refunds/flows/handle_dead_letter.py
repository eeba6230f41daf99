"""A person looks at a dead letter: it is sent again, or put aside because it need not arrive any more."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.address_message import send_off
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_named
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.store import Books, Delivery


def send_letter_again(desk: Desk, delivery_id: str, *, by: str, text: str = "") -> Delivery:
    """Try it anew, as if for the first time and under the same key; what was put aside can be sent again too."""
    check_named(by)
    check_may(by, "look after dead letters")
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        letter = _letter(books, delivery_id, "dead", "aside")
        if letter.notifier not in desk.notifiers:
            text = f"There is no notifier {letter.notifier!r} any more; put the letter aside, or give the tenant one."
            raise Refused("not_found", text, field="delivery")
        was = letter.state
        again = Delivery(letter.message_id, letter.notifier, next_at=desk.now(), error=letter.error)
        send_off(desk, books, again)
        _note(desk, books, by, "send_letter_again", again, text, was)
    return again


def put_letter_aside(desk: Desk, delivery_id: str, *, by: str, text: str) -> Delivery:
    """It need not arrive: it leaves the list of dead letters, with the reason."""
    check_named(by)
    check_may(by, "look after dead letters")
    if not text.strip():
        raise Refused("reason_needed", field="text")
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        letter = replace(_letter(books, delivery_id, "dead"), state="aside", ended_at=desk.now())
        books.save_delivery(letter)
        _note(desk, books, by, "put_letter_aside", letter, text, "dead")
    return letter


def _letter(books: Books, delivery_id: str, *states: str) -> Delivery:
    letter = books.get_delivery(delivery_id)
    if letter.state not in states:
        raise Refused("not_a_dead_letter", f"That delivery is {letter.state}.", field="delivery", state=letter.state)
    return letter


def _note(desk: Desk, books: Books, by: str, action: str, letter: Delivery, text: str, was: str) -> None:
    facts, before, after = {"notifier": letter.notifier}, {"state": was}, {"state": letter.state}
    books.add_action(by, action, letter.key, desk.now(), text, facts, before=before, after=after)
    desk.remember(books, letter.key)
