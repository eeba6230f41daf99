"""Placing an order: a raw answer that the panel got. *Refused* gives the money back, so it must be clear."""

from __future__ import annotations

import json
from typing import Any

from panel_refunds_testkit.checks.gateway.wire.nonsense import WHOLE
from panel_refunds_testkit.demand import demand, demand_equal, skip_if
from panel_refunds_testkit.stand.provider_stand import ProviderStand


class PlacementChecks:
    """``read_placement``."""

    def test_a_placed_order_is_accepted(self, stand: ProviderStand) -> None:
        """The provider took the order, and the adapter does not say so, or has another id."""
        skip_if(not stand.peer.placements(), "peer: it has no placements")
        answer = stand.peer.placements()["accepted"]
        read = stand.raw.read_placement(answer.raw, answer.http_status)
        demand_equal((read.outcome, read.order), ("accepted", answer.order), f"It was placed; {read!r}.")

    def test_a_clear_no_is_refused(self, stand: ProviderStand) -> None:
        """The provider said clearly that it did not take the order, and the customer waits for nothing."""
        skip_if(not stand.peer.placements(), "peer: it has no placements")
        answer = stand.peer.placements()["refused"]
        read = stand.raw.read_placement(answer.raw, answer.http_status)
        demand_equal((read.outcome, read.order), ("refused", None), f"It was refused; {read!r}.")

    def test_what_is_not_clear_is_never_refused(self, stand: ProviderStand) -> None:
        """An answer that says nothing was taken for a refusal: the order may run, and the customer is paid besides.

        ``refused`` only where the provider says in its own words that it did not take the order; everything else is
        ``unknown``.
        """
        for what, body in WHOLE.items():
            for status in (200, 500, 502, 503, 504):
                read = stand.raw.read_placement(body, status)
                demand(read.outcome == "unknown", f"The answer was {what} with HTTP {status}; {read!r}.")
        for raw in _contradictions(stand):
            read = stand.raw.read_placement(raw, 200)
            demand(read.outcome != "refused", f"The answer has an order's id beside an error; {read!r}.")

    def test_the_same_answer_is_read_the_same_every_time(self, stand: ProviderStand) -> None:
        """The reading of raw bytes depends on something else than the bytes."""
        answers = [*((each.raw, each.http_status) for each in stand.peer.placements().values()), (b"{}", 200)]
        for raw, status in answers:
            once, again = stand.raw.read_placement(raw, status), stand.build().raw.read_placement(raw, status)
            demand_equal(again, once, "The same answer was read differently.")


def _contradictions(stand: ProviderStand) -> list[bytes]:
    """What the provider says when it took an order and what it says when not, in one answer."""
    answers = stand.peer.placements()
    try:
        said: list[Any] = [json.loads(answers[word].raw) for word in ("refused", "accepted")]
    except (KeyError, ValueError):
        return []
    if not all(isinstance(each, dict) for each in said):
        return []
    return [json.dumps({**said[0], **said[1]}).encode()]
