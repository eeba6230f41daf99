"""Wishes to cancel or refill: heard is not done, and what nobody knows is unknown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from panel_refunds.ports import Asked, OrderState, ProviderError
from panel_refunds_testkit.checks.gateway.wire.nonsense import WHOLE
from panel_refunds_testkit.demand import NOT_HTTP, answers_of, demand, demand_equal, skip_if, skip_without
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.stand.provider_stand import ProviderStand, states_of

NO_WISHES = "capability: cancel and refill are off"


class WishChecks:
    """``request_cancel``, ``request_refill``, ``refill_status``, ``balance``."""

    def test_an_accepted_wish_to_cancel_is_only_heard(self, stand: ProviderStand) -> None:
        """The provider heard the wish, and the adapter made a status of it. Money moves only on a status."""
        skip_without(stand.capabilities.cancel, "cancel")
        ref = stand.place("in_progress")
        stand.peer.next_wish("accepted")
        before = len(stand.peer.wishes())
        demand_equal(stand.provider.request_cancel(ref).outcome, "accepted", "The provider took the wish.")
        demand_equal(list(stand.peer.wishes())[before:], [("cancel", ref)], "One wish about one order came there.")
        told = states_of(stand.provider, [ref])
        demand_equal(told[ref].status, "in_progress", "The provider still works on it.")

    def test_a_refused_wish_is_refused(self, stand: ProviderStand) -> None:
        """The provider said a clear no, and the adapter says something else; or no reason is given."""
        skip_if(not (stand.capabilities.cancel or stand.capabilities.refill), NO_WISHES)
        for wish in _wishes(stand, stand.provider):
            ref = stand.place("completed")
            stand.peer.next_wish("refused")
            asked: Asked = wish(ref)
            demand_equal(asked.outcome, "refused", f"The provider refused the wish; {asked!r}.")
            demand(asked.error is not None, "Say in `error` why it was refused.")

    def test_a_refill_can_be_followed(self, stand: ProviderStand) -> None:
        """A refill was accepted, and the id that the provider gave it does not lead to its status."""
        skip_without(stand.capabilities.refill, "refill")
        stand.peer.next_wish("accepted")
        asked = stand.provider.request_refill(stand.place("completed"))
        demand_equal(asked.outcome, "accepted", f"The provider took the wish; {asked!r}.")
        if asked.ref is not None:
            state = stand.provider.refill_status(asked.ref)
            demand(isinstance(state, OrderState), f"The refill {asked.ref!r} is there, and its status is {state!r}.")
        unknown = stand.provider.refill_status("987654321")
        demand(isinstance(unknown, ProviderError), f"There is no refill 987654321, and its status is {unknown!r}.")

    def test_a_wish_whose_answer_is_nonsense_is_unknown(self, stand: ProviderStand) -> None:
        """The answer to a wish could not be read, and the wish is called accepted or refused. Nobody knows."""
        skip_if(not (stand.capabilities.cancel or stand.capabilities.refill), NO_WISHES)
        skip_if(not stand.over_http, NOT_HTTP)
        with Falsified(stand.peer.url) as between:
            provider = stand.build(base_url=between.url).provider
            for wish in _wishes(stand, provider):
                for what, body in WHOLE.items():
                    for status in (200, 500, 502):
                        between.falsify(0, partial(_answered, status, body))
                        for asked in answers_of(partial(wish, stand.place("in_progress"))):
                            said = f"The answer was {what} with HTTP {status}; {asked!r}."
                            clear = asked.outcome == "accepted" and status == 200 and body.strip() in (b"", b"{}")  # noqa: PLR2004 - HTTP's own number
                            demand(asked.outcome == "unknown" or clear, said)

    def test_a_wish_whose_answer_never_comes_is_unknown(self, stand: ProviderStand) -> None:
        """The connection broke after the wish was sent: it may have been heard. It is unknown, and not sent again."""
        skip_if(not (stand.capabilities.cancel or stand.capabilities.refill), NO_WISHES)
        skip_if(not stand.over_http, NOT_HTTP)
        with FaultyWire(stand.peer.url, on="*") as wire:
            provider = stand.build(base_url=wire.url, impatient=True).provider
            for wish in _wishes(stand, provider):
                for fault in ("answer_lost", "half_answer", "hold_answer"):
                    ref, before = stand.place("in_progress"), len(stand.peer.wishes())
                    wire.next(fault)
                    for asked in answers_of(partial(wish, ref)):
                        demand_equal(asked.outcome, "unknown", f"The answer never came ({fault}).")
                    wire.calm()
                    demand(len(stand.peer.wishes()) - before <= 1, f"After {fault} the wish was sent again.")

    def test_what_it_cannot_do_is_refused_before_anybody_is_asked(self, stand: ProviderStand) -> None:
        """The capabilities say that there are no such wishes, and one was sent, or not refused."""
        skip_if(stand.capabilities.cancel and stand.capabilities.refill, "capability: cancel and refill are on")
        ref = stand.place("in_progress")
        before = len(stand.peer.requests_seen())
        for able, wish in (
            (stand.capabilities.cancel, stand.provider.request_cancel),
            (stand.capabilities.refill, stand.provider.request_refill),
        ):
            if not able:
                demand_equal(wish(ref).outcome, "refused", f"{wish.__name__}: it takes no such wishes.")
        demand_equal(len(stand.peer.requests_seen()), before, "The provider was asked for what it does not do.")


def _wishes(stand: ProviderStand, provider: Any) -> list[Callable[[str], Asked]]:
    able = stand.capabilities
    return [*([provider.request_cancel] if able.cancel else []), *([provider.request_refill] if able.refill else [])]


def _answered(status: int, body: bytes, _reply: PeerReply) -> PeerReply:
    return PeerReply(status, body)
