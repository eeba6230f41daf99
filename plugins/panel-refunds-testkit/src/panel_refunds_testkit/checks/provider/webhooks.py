"""A provider's webhooks: is it from there, and which orders does it point at? Nothing else is taken from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from panel_refunds.ports import OrderHint, PushesOrders, WebhookRefusedError
from panel_refunds_testkit.demand import broken, demand, demand_equal, skip_if, skip_without
from panel_refunds_testkit.peer.provider_peer import OrderDelivery
from panel_refunds_testkit.stand.provider_stand import ProviderStand

HUGE = 2 * 1024 * 1024


class OrderWebhookChecks:
    """``parse_webhook``: verified on the very bytes, then a hint."""

    def test_a_delivery_is_a_hint_that_names_the_order(self, stand: ProviderStand) -> None:
        """A true delivery was refused, or does not say which order may have changed, or has another event id."""
        for delivery in _deliveries(stand):
            hints = stand.provider.parse_webhook(delivery.raw, delivery.headers)
            demand(any(delivery.ref in hint.refs for hint in hints), f"No hint names the order {delivery.ref!r}.")
            for hint in hints:
                demand(isinstance(hint, OrderHint), "A webhook gives hints, and nothing that would be believed.")
                demand_equal(hint.event_id, delivery.event_id, "The event's id is the provider's: it is heard once.")
            again = stand.build().provider.parse_webhook(delivery.raw, delivery.headers)
            demand_equal(again, hints, "The same delivery was read otherwise the second time.")
            for spell in (str.lower, str.upper, str.title):
                spelt = {spell(name): value for name, value in delivery.headers.items()}
                demand_equal(
                    stand.raw.parse_webhook(delivery.raw, spelt), hints, "A header's name was spelt otherwise."
                )

    def test_an_altered_or_unsigned_delivery_is_refused(self, stand: ProviderStand) -> None:
        """A delivery that somebody changed on the way, or never signed, was believed. Verify the raw bytes first."""
        for delivery in _deliveries(stand):
            for place in {0, len(delivery.raw) // 2, len(delivery.raw) - 1}:
                altered = bytearray(delivery.raw)
                altered[place] ^= 1
                _must_refuse(stand, bytes(altered), delivery.headers, f"Byte {place} was altered.")
            _must_refuse(stand, delivery.raw + b" ", delivery.headers, "A space was added.")
            _must_refuse(stand, delivery.raw, {}, "There were no headers at all.")
            _must_refuse(stand, b"x" * HUGE, delivery.headers, "It has two megabytes.")
            odd = dict.fromkeys(delivery.headers, "é\x00=,;")
            _must_refuse(stand, delivery.raw, odd, "The headers are nonsense.")

    def test_a_delivery_of_somebody_else_is_refused(self, stand: ProviderStand) -> None:
        """A delivery that was signed with another secret, or for another account, was believed."""
        for delivery in _deliveries(stand):
            wrong = stand.build(given=stand.peer.wrong_settings(stand.peer.url))
            _must_refuse(stand, delivery.raw, delivery.headers, "The account's secret is another one.", wrong.raw)
            second = stand.build("second")
            if stand.built.secrets.isdisjoint(second.secrets):
                _must_refuse(stand, delivery.raw, delivery.headers, "It is for another account.", second.raw)

    def test_while_the_secret_is_rolled_both_are_right(self, stand: ProviderStand) -> None:
        """While one secret follows another, deliveries come signed with either; try each of those in the settings."""
        old = _deliveries(stand)
        stand.peer.new_webhook_secret()
        new = _deliveries(stand)
        rolled = stand.build().provider
        for delivery in (*old, *new):
            demand(rolled.parse_webhook(delivery.raw, delivery.headers), "One of two right secrets gave no hint.")
        for delivery in new:
            _must_refuse(stand, delivery.raw, delivery.headers, "The new secret is not in these settings yet.")

    def test_an_old_delivery_is_refused_where_its_moment_is_signed(self, stand: ProviderStand) -> None:
        """An old delivery is somebody's copy, one of the future a wrong clock; compare with ``surroundings.now``."""
        deliveries = _deliveries(stand)
        skip_if(stand.peer.webhook_tolerance is None, "peer: webhook_tolerance is None")
        far = (stand.peer.webhook_tolerance or timedelta(0)) * 2 + timedelta(minutes=1)
        for when in (stand.peer.clock() + far, stand.peer.clock() - far):
            other = stand.build(now=lambda when=when: when).raw  # type: ignore[misc]  # bound where it is made
            for delivery in deliveries:
                _must_refuse(stand, delivery.raw, delivery.headers, f"By the host's clock it is {when}.", other)


def _deliveries(stand: ProviderStand) -> Sequence[OrderDelivery]:
    """The deliveries about a change, where there are any to be had."""
    skip_without(stand.capabilities.webhooks, "webhooks")
    if not isinstance(stand.raw, PushesOrders):
        broken("The capabilities say webhooks=True: then the provider has parse_webhook too.")
    ref = stand.place("in_progress")
    stand.peer.deliveries()
    stand.peer.change(ref, stand.peer.words["completed"], 0)
    found = stand.peer.deliveries()
    demand(found, "The peer has to deliver something about an order that changed.")
    return found


def _must_refuse(stand: ProviderStand, raw: bytes, headers: Mapping[str, str], why: str, provider: Any = None) -> None:
    asked = provider or stand.raw
    try:
        hints = asked.parse_webhook(raw, headers)
    except WebhookRefusedError:
        return
    except Exception as error:  # noqa: BLE001 - whatever it raises, it is not what was agreed
        broken(f"{why} That is WebhookRefusedError; {type(error).__name__} was raised.")
    broken(f"{why} It has to be refused, and gave {hints!r}.")
