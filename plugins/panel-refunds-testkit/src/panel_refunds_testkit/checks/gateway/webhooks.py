"""Webhooks: is it from the vendor, and what does it point at? Nothing else is taken from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import permutations

from panel_refunds.ports import Gateway, GatewayEvent, WatchesPayments, WebhookRefusedError
from panel_refunds_testkit.demand import broken, demand, demand_equal, skip_if, skip_unless, skip_without
from panel_refunds_testkit.peer.gateway_peer import Delivery
from panel_refunds_testkit.stand import GatewayStand

HUGE = 2 * 1024 * 1024
_SOME = 4
_STEP = 5
"""Where the signature stands inside the body, every fifth byte of it is altered."""


class WebhookChecks:
    """``parse_webhook``: verified on the very bytes, then a hint."""

    def test_a_delivery_is_a_hint_that_names_the_payment(self, stand: GatewayStand) -> None:
        """A true delivery was refused, or its hint does not say which refund of which payment may have changed.

        Verify the bytes as they came, then give ``GatewayEvent`` with the vendor's event id (the same when it is sent
        again), the object's ref, and in ``payments`` every name of the payment that the delivery tells.
        """
        skip_without(stand.capabilities.webhooks, "webhooks")
        payment = stand.pay()
        stand.peer.deliveries()
        refund = stand.peer.refund_outside(payment, stand.amount())
        deliveries = stand.peer.deliveries()
        demand(
            deliveries, "The peer has to deliver something about a refund that somebody makes in the vendor's pages."
        )
        hints = [hint for delivery in deliveries for hint in _heard(stand.raw, delivery)]
        demand(any(refund == hint.ref or hint.kind == "payment" for hint in hints), f"No hint names refund {refund!r}.")
        demand(any(payment in _payments(hint) for hint in hints), f"No hint names the payment {payment!r}.")
        for delivery in deliveries:
            for hint in _heard(stand.raw, delivery):
                demand_equal(hint.event_id, delivery.event_id, "The event's id is the vendor's: it is heard only once.")

    def test_a_dispute_is_told(self, stand: GatewayStand) -> None:
        """The vendor tells that a bank disputes a payment, and no hint of kind *dispute* names the payment."""
        skip_without(stand.capabilities.webhooks, "webhooks")
        skip_without(stand.capabilities.disputes, "disputes")
        payment = stand.pay()
        stand.peer.deliveries()
        stand.peer.tell_dispute(payment, "open")
        hints = [hint for delivery in stand.peer.deliveries() for hint in _heard(stand.raw, delivery)]
        disputes = [hint for hint in hints if hint.kind == "dispute"]
        demand(any(payment in _payments(hint) for hint in disputes), f"No hint tells of a dispute of {payment!r}.")
        raw = stand.raw
        if not isinstance(raw, WatchesPayments):
            broken("The capabilities say disputes=True: then the gateway has get_dispute and find_warnings too.")
        facts = stand.gateway.get_dispute(disputes[0].ref)
        demand(payment in facts.payments, "get_dispute: the facts do not name the payment.")
        demand_equal(facts.state, "open", "get_dispute: the dispute is open.")

    def test_names_of_headers_come_in_any_case(self, stand: GatewayStand) -> None:
        """Servers write the names of headers as they like; look for yours in lower case."""
        for delivery in _deliveries(stand):
            true = _heard(stand.raw, delivery)
            for spell in (str.lower, str.upper, str.title):
                spelt = {spell(name): value for name, value in delivery.headers.items()}
                demand_equal(_heard(stand.raw, delivery, headers=spelt), true, "A header's name was spelt otherwise.")

    def test_an_altered_byte_is_refused(self, stand: GatewayStand) -> None:
        """A delivery that somebody changed on the way was believed. Verify the raw bytes, before anything is read."""
        skip_if(stand.capabilities.webhook_auth == "password", "capability: webhook_auth is password")
        for delivery in _deliveries(stand):
            places = {0, len(delivery.raw) // 2, len(delivery.raw) - 1}
            for place in places if delivery.headers else range(0, len(delivery.raw), _STEP):
                altered = bytearray(delivery.raw)
                altered[place] ^= 1
                _must_refuse(stand.raw, bytes(altered), delivery.headers, f"Byte {place} was altered.")
            _must_refuse(stand.raw, delivery.raw + b" ", delivery.headers, "A space was added.")

    def test_what_is_not_signed_is_refused(self, stand: GatewayStand) -> None:
        """A delivery without its signature, or with a part of it, was believed.

        A vendor that signs inside the body sends no header that matters, and the peer's deliveries have none: then a
        byte that was altered is what tells, wherever it is.
        """
        for delivery in _deliveries(stand):
            if delivery.headers:
                _must_refuse(stand.raw, delivery.raw, {}, "There were no headers at all.")
            for name, value in delivery.headers.items():
                rest = {other: kept for other, kept in delivery.headers.items() if other != name}
                if _is_needed(stand.raw, delivery, rest):
                    for odd in ("", value[: len(value) // 2], "x" * 5000, "é\x00=,;"):
                        _must_refuse(stand.raw, delivery.raw, {**rest, name: odd}, f"{name} was cut or is nonsense.")

    def test_a_wrong_secret_is_refused(self, stand: GatewayStand) -> None:
        """A delivery that was signed with another secret, or for another account, was believed."""
        deliveries = _deliveries(stand)
        if stand.capabilities.webhook_auth in ("secrets", "one_secret", "password"):
            wrong = stand.build(given=stand.peer.wrong_settings(stand.peer.url))
            for delivery in deliveries:
                _must_refuse(wrong.raw, delivery.raw, delivery.headers, "The account's secret is another one.")
        second = stand.build("second")
        if stand.built.secrets.isdisjoint(second.secrets):
            for delivery in deliveries:
                _must_refuse(second.raw, delivery.raw, delivery.headers, "It was signed for another account.")

    def test_while_a_secret_is_rolled_both_are_right(self, stand: GatewayStand) -> None:
        """While one secret follows another, deliveries come signed with either; try each of those in the settings."""
        skip_without(stand.capabilities.webhooks, "webhooks")
        skip_unless(stand.capabilities, "webhook_auth", ("secrets",))
        old = _deliveries(stand)
        stand.peer.new_webhook_secret()
        stand.pay()
        new = stand.peer.deliveries()
        rolled = stand.build().raw
        for delivery in (*old, *new):
            demand(_heard(rolled, delivery), "A delivery signed with one of two right secrets gave no hint.")
        for delivery in new:
            _must_refuse(stand.raw, delivery.raw, delivery.headers, "The new secret is not in these settings yet.")

    def test_a_delivery_is_fresh_where_its_moment_is_signed(self, stand: GatewayStand) -> None:
        """Where the vendor signs the moment, an old delivery is somebody's copy, and one of the future a wrong clock.

        Compare with ``surroundings.now()`` in both directions; the computer's own clock is not the host's.
        """
        tolerance = stand.peer.webhook_tolerance
        for delivery in _deliveries(stand):
            if tolerance is None:
                later = stand.build(now=lambda: stand.peer.clock() + timedelta(days=2)).raw
                demand(_heard(later, delivery), "The vendor signs no moment, so a delivery that comes late is right.")
                continue
            off = tolerance + timedelta(minutes=1)
            late, early = (stand.build(now=partial(_other_time, stand, span)).raw for span in (off, -off))
            _must_refuse(late, delivery.raw, delivery.headers, "It was signed too long ago.", ("stale",))
            _must_refuse(early, delivery.raw, delivery.headers, "It was signed in the future.", ("future", "stale"))

    def test_what_is_no_event_is_refused(self, stand: GatewayStand) -> None:
        """Two megabytes, a page of HTML or nothing at all ended in another error than ``WebhookRefusedError``."""
        (delivery, *_) = _deliveries(stand)
        for raw in (
            b"",
            b"<html></html>",
            b"null",
            b"[]",
            b"\xff\xfe",
            b"[" * 100_000,
            b" " * HUGE,
            b"{" + b"0" * HUGE,
        ):
            _must_refuse(stand.raw, raw, delivery.headers, f"{raw[:12]!r}… ({len(raw)} bytes) is no event.")

    def test_every_order_with_duplicates_is_the_same_set_of_hints(self, stand: GatewayStand) -> None:
        """What one delivery says depends on those before it: something is kept between two calls."""
        deliveries = _deliveries(stand)[:_SOME]
        true = {hint for delivery in deliveries for hint in _heard(stand.raw, delivery)}
        for order in permutations(deliveries):
            built = stand.raw
            told = {hint for delivery in (*order, *reversed(order)) for hint in _heard(built, delivery)}
            demand_equal(told, true, "The hints depend on the order in which deliveries come.")

    def test_a_delivery_may_come_before_the_answer(self, stand: GatewayStand) -> None:
        """An object that had not heard of the refund refused the hint about it: it may be another process."""
        skip_without(stand.capabilities.automatic, "automatic")
        skip_without(stand.capabilities.webhooks, "webhooks")
        payment = stand.pay()
        stand.peer.deliveries()
        stand.gateway.create_refund(stand.order(payment, stand.amount()))
        fresh = stand.build().raw
        hints = [hint for delivery in stand.peer.deliveries() for hint in _heard(fresh, delivery)]
        demand(any(payment in _payments(hint) for hint in hints), "No hint names the payment that was refunded.")

    def test_a_webhook_asks_nobody(self, stand: GatewayStand) -> None:
        """Reading a delivery sent a request: whoever posts nonsense to us could make us call the vendor."""
        deliveries = _deliveries(stand)
        skip_if(stand.capabilities.webhook_auth == "certificate", "capability: webhook_auth is certificate")
        before = len(stand.peer.requests_seen())
        for delivery in deliveries:
            _heard(stand.raw, delivery)
        demand_equal(len(stand.peer.requests_seen()), before, "parse_webhook asked the vendor something.")

    def test_webhooks_are_as_the_capabilities_say(self, stand: GatewayStand) -> None:
        """The capabilities and ``parse_webhook`` disagree about whether there are webhooks, and how they are proved."""
        promised = stand.capabilities
        demand_equal(promised.webhooks, promised.webhook_auth != "none", "webhooks and webhook_auth do not agree.")
        if promised.webhooks:
            demand(promised.webhook_events, "Name the events that an operator chooses at the vendor: webhook_events.")
        else:
            try:
                heard = stand.raw.parse_webhook(b"{}", {})
            except WebhookRefusedError:
                return
            demand_equal(tuple(heard), (), "The capabilities say that there are no webhooks.")


def _deliveries(stand: GatewayStand) -> Sequence[Delivery]:
    """Deliveries about a payment and a refund; each gives a hint."""
    skip_without(stand.capabilities.webhooks, "webhooks")
    stand.peer.deliveries()
    payment = stand.pay()
    stand.peer.refund_outside(payment, stand.amount())
    told = [delivery for delivery in stand.peer.deliveries() if _heard(stand.raw, delivery)]
    demand(told, "Nothing that the vendor delivers about a payment and its refund gives a hint.")
    return told


def _heard(gateway: Gateway, delivery: Delivery, headers: Mapping[str, str] | None = None) -> tuple[GatewayEvent, ...]:
    try:
        return tuple(gateway.parse_webhook(delivery.raw, delivery.headers if headers is None else headers))
    except WebhookRefusedError as error:
        broken(f"A true delivery (event {delivery.event_id}, {delivery.kind}) was refused as {error.reason}: {error}")


def _must_refuse(
    gateway: Gateway, raw: bytes, headers: Mapping[str, str], why: str, reasons: Sequence[str] = ()
) -> None:
    try:
        heard = tuple(gateway.parse_webhook(raw, headers))
    except WebhookRefusedError as error:
        demand(
            not reasons or error.reason in reasons, f"{why} The reason should be {reasons[:1]}; it is {error.reason!r}."
        )
        return
    except Exception as error:  # noqa: BLE001 - whatever it raises instead is what is wrong
        broken(f"{why} That is WebhookRefusedError; parse_webhook raised {type(error).__name__}: {error}")
    broken(f"{why} It was taken all the same: {heard!r}")


def _is_needed(gateway: Gateway, delivery: Delivery, headers: Mapping[str, str]) -> bool:
    """Whether a delivery without one of its headers is refused: others, like its content type, prove nothing."""
    try:
        gateway.parse_webhook(delivery.raw, headers)
    except WebhookRefusedError:
        return True
    return False


def _payments(hint: GatewayEvent) -> tuple[str, ...]:
    return (hint.ref, *hint.payments) if hint.kind == "payment" else hint.payments


def _other_time(stand: GatewayStand, span: timedelta) -> datetime:
    return stand.peer.clock() + span
