"""Checks that ask a service: its word is repeated exactly, and silence or nonsense is never a yes."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from panel_refunds.ports import Verdict
from panel_refunds_testkit.checks.fraud_check.verdicts import SEVERITY
from panel_refunds_testkit.checks.gateway.wire.nonsense import WHOLE
from panel_refunds_testkit.demand import answers_of, demand, demand_equal, skip_if
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.peer.server import PeerReply
from panel_refunds_testkit.samples.contexts import ORDINARY
from panel_refunds_testkit.stand.fraud_check_stand import PATIENCE, FraudCheckStand

SHORT = timedelta(seconds=0.4)
GRACE = 1.5
ASKS_NOBODY = "peer: it asks no service"


class ServiceChecks:
    """A check whose service listens somewhere."""

    def test_the_service_is_repeated(self, stand: FraudCheckStand) -> None:
        """The service said one thing, and the verdict is another, or its reasons got lost."""
        skip_if(not stand.over_http, ASKS_NOBODY)
        for answer in SEVERITY:
            reasons = () if SEVERITY[answer] == 0 else ("The card was used in two countries.",)
            stand.peer.say(answer, reasons)
            verdict = stand.verdict(ORDINARY)
            demand_equal((verdict.answer, verdict.reasons), (answer, reasons), "The service said something else.")

    def test_nonsense_is_never_a_yes(self, stand: FraudCheckStand) -> None:
        """An answer that is none let a request through. Raise, or ask for a review; the core takes both alike."""
        skip_if(not stand.over_http, ASKS_NOBODY)
        with Falsified(stand.peer.url) as between:
            built = stand.build(base_url=between.url)
            for what, body in WHOLE.items():
                between.falsify(0, partial(_with_body, body))
                _must_not_allow(partial(stand.verdict, ORDINARY, built), f"The answer was {what}")
            for status in (301, 400, 401, 404, 429, 500, 502, 503):
                between.falsify(0, partial(_with_status, status))
                _must_not_allow(partial(stand.verdict, ORDINARY, built), f"The answer had HTTP {status}")

    def test_silence_is_never_a_yes(self, stand: FraudCheckStand) -> None:
        """The connection broke or the answer was cut, and the request was let through, or the service asked again."""
        skip_if(not stand.over_http, ASKS_NOBODY)
        with FaultyWire(stand.peer.url, on="*") as wire:
            built = stand.build(base_url=wire.url)
            for fault in ("answer_lost", "half_answer", "request_lost"):
                before = wire.count()
                wire.next(fault)
                _must_not_allow(partial(stand.verdict, ORDINARY, built), f"The answer never came ({fault})")
                demand(wire.count() - before <= 1, f"After {fault} the service was asked again. Never retry.")

    def test_the_deadline_is_kept(self, stand: FraudCheckStand) -> None:
        """The service was slow, and the check waited longer than the deadline it was given.

        Ask with what is left: ``deadline - surroundings.now()``, and less where a setting says so.
        """
        skip_if(not stand.over_http, ASKS_NOBODY)
        with FaultyWire(stand.peer.url, on="*") as wire:
            built = stand.build(base_url=wire.url)
            wire.next("hold_answer")
            began = time.monotonic()
            evaluate = partial(built.raw.evaluate, ORDINARY, stand.peer.clock() + SHORT)
            _must_not_allow(evaluate, "The service did not answer in time")
            took = time.monotonic() - began
            demand(took < SHORT.total_seconds() + GRACE, f"It was to be back in {SHORT}, and took {took:.1f} s.")

    def test_with_no_time_left_nobody_is_asked(self, stand: FraudCheckStand) -> None:
        """The deadline was over before the check began, and the service was asked, or the request let through."""
        skip_if(not stand.over_http, ASKS_NOBODY)
        before = len(stand.peer.requests_seen())
        _must_not_allow(partial(stand.raw.evaluate, ORDINARY, stand.peer.clock() - PATIENCE), "There was no time left")
        demand_equal(len(stand.peer.requests_seen()), before, "The service was asked with no time left.")

    def test_a_wrong_secret_is_never_a_yes(self, stand: FraudCheckStand) -> None:
        """The service does not know who asks, and the request was let through."""
        skip_if(not stand.over_http, ASKS_NOBODY)
        built = stand.build(given=stand.peer.wrong_settings(stand.peer.url))
        _must_not_allow(partial(stand.verdict, ORDINARY, built), "The secret is wrong")


def _must_not_allow(evaluate: Any, why: str) -> None:
    for verdict in answers_of(evaluate):
        mild = not isinstance(verdict, Verdict) or SEVERITY[verdict.answer] == 0
        demand(not mild, f"{why}, and {verdict!r} let the request through.")


def _with_body(body: bytes, true: PeerReply) -> PeerReply:
    return replace(true, body=body)


def _with_status(status: int, true: PeerReply) -> PeerReply:
    return replace(true, status=status)
