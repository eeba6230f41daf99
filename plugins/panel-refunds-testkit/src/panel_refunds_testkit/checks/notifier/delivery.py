"""Bringing a message: whole, to the right place, recognisable when it comes again, and nothing else with it."""

from __future__ import annotations

import re
from dataclasses import replace

from panel_refunds.ports import Message, UndeliverableError
from panel_refunds_testkit.demand import demand, demand_equal, error_of, skip_if
from panel_refunds_testkit.peer.notifier_peer import Arrived
from panel_refunds_testkit.samples.messages import CONTACT, INJECTED, LONG, MARK, SPELT, TO_CUSTOMER, TO_STAFF
from panel_refunds_testkit.stand.notifier_stand import NotifierStand


class DeliveryChecks:
    """``deliver``."""

    def test_a_message_arrives(self, stand: NotifierStand) -> None:
        """A message was handed over, and is not there, or its text is another; or ``deliver`` returned something.

        Return None when it was taken. Anything else says neither yes nor no to the core.
        """
        answers: list[object] = []
        error = error_of(lambda: answers.append(stand.raw.deliver(TO_STAFF, "msg_1")))
        demand(error is None, f"deliver raised {type(error).__name__}: {error}")
        demand_equal(answers, [None], "deliver returns None.")
        arrived = stand.peer.arrived()
        demand(any(MARK in each.text for each in arrived), "The message's text did not arrive.")

    def test_a_repeated_message_is_recognised(self, stand: NotifierStand) -> None:
        """The same message came twice with different keys, or two messages came with one.

        Hand ``idempotency_key`` on: as an id of the message, or in a header that the place knows.
        """
        skip_if(not stand.peer.keeps_keys, "peer: keeps_keys is off")
        keys = [
            {each.key for each in stand.deliver(message, key)}
            for message, key in ((TO_STAFF, "msg_1"), (TO_STAFF, "msg_1"), (TO_STAFF, "msg_2"))
        ]
        demand(all(len(each) == 1 and None not in each for each in keys), f"A message came without one key: {keys}.")
        demand_equal(keys[1], keys[0], "The same message came again, with another key.")
        demand(keys[2] != keys[0], "Another message came with the key of the first.")
        again = {each.key for each in stand.deliver(TO_STAFF, "msg_1", stand.build())}
        demand_equal(again, keys[0], "Another process gave the same message another key.")

    def test_nothing_is_remembered(self, stand: NotifierStand) -> None:
        """A message was not sent, because it had been sent before. The core knows what arrived, not the notifier."""
        demand(stand.deliver(key="msg_1"), "The first time it arrives.")
        demand(
            stand.deliver(key="msg_1"), "The core hands it over again because nobody knows; it has to be sent again."
        )

    def test_a_text_stays_a_text(self, stand: NotifierStand) -> None:
        """A text of a message became a header, another recipient, or markup of the place it was brought to.

        Texts hold what customers write. Escape them for where they go; use a library for headers and addresses.
        """
        plain = _shape(stand.deliver(TO_STAFF, "msg_0"))
        for number, (what, text) in enumerate(SPELT.items(), 1):
            message = replace(TO_STAFF, text=text, facts={"amount": text, "reason": text, "é\r\nX-Evil": text})
            for arrived in _sent(stand, message, f"msg_{number}", what):
                demand(_shape([arrived]) <= plain, f"A text with {what} changed headers or recipients: {arrived!r}.")
                values = " ".join((*arrived.headers.values(), *arrived.recipients))
                demand("\r" not in values and "\n" not in values, f"A text with {what} broke a header's line.")
                if stand.peer.markup:
                    demand(
                        "<script" not in arrived.text and "<a href" not in arrived.text,
                        f"A text with {what} is markup.",
                    )
                demand(all(INJECTED not in each for each in arrived.recipients), f"A text with {what} got a recipient.")

    def test_a_name_stays_a_name(self, stand: NotifierStand) -> None:
        """What the panel told of a customer became a header or a second recipient: an address with a line's end."""
        for address in (f"a@b.example\r\nBcc: {INJECTED}", f"a@b.example, {INJECTED}", f"a@b.example> <{INJECTED}", ""):
            contact = dict.fromkeys((*CONTACT, "phone"), address)
            message = replace(
                TO_CUSTOMER, contact=contact, customer=f"x\r\nBcc: {INJECTED}", request_id="r\r\nX-Evil: 1"
            )
            for arrived in _sent(stand, message, "msg_9", f"the address {address!r}"):
                demand("bcc" not in arrived.headers and "x-evil" not in arrived.headers, "A header was smuggled in.")
                demand(all(INJECTED not in each for each in arrived.recipients), "A recipient was smuggled in.")

    def test_a_very_long_text_harms_nobody(self, stand: NotifierStand) -> None:
        """A text of a hundred thousand letters was neither brought nor called undeliverable; it is tried for ever."""
        arrived = _sent(
            stand, replace(TO_STAFF, text=LONG, facts={"reason": LONG}), "msg_1", "a hundred thousand letters"
        )
        demand(not arrived or MARK in arrived[0].text, "Something else than the beginning of the text arrived.")

    def test_an_address_cannot_be_seen(self, stand: NotifierStand) -> None:
        """The customer's address or the text stood in a log, a repr or an error: many people read those."""
        with stand.built.heard.listening():
            stand.live_through(stand.built, "first")
        for heard in stand.built.heard.texts:
            for private in (*CONTACT.values(), MARK):
                demand(
                    private not in heard, f"{private[:6]}… can be seen: {heard.replace(private, '[private]')[:1000]}"
                )

    def test_two_tenants_have_each_their_own_place(self, stand: NotifierStand) -> None:
        """A message of one tenant went to the other's place: key, client or address are shared between objects."""
        first, second = stand.build("first"), stand.build("second")
        for built, account in ((first, "first"), (second, "second"), (first, "first")):
            went = {each.account for each in stand.deliver(key="msg_1", built=built)}
            demand_equal(went, {account}, "The message went to another account.")


def _sent(stand: NotifierStand, message: Message, key: str, what: str) -> list[Arrived]:
    """What arrives; a message may also be undeliverable, and may not end in any other error."""
    before = len(stand.peer.arrived())
    error = error_of(lambda: stand.raw.deliver(message, key))
    fine = error is None or isinstance(error, UndeliverableError)
    demand(fine, f"With {what} deliver raised {type(error).__name__}, and would be tried for ever: {error}")
    return list(stand.peer.arrived()[before:])


def _shape(arrived: object) -> set[str]:
    """The names of the headers, and the recipients: what no text can change."""
    found: set[str] = set()
    for each in arrived if isinstance(arrived, list | tuple) else ():
        found |= {
            f"header {name}" for name in each.headers if not re.fullmatch(r"content-(?:length|transfer-encoding)", name)
        }
        found |= {f"to {recipient}" for recipient in each.recipients}
    return found
