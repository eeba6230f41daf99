"""What the core may conclude from what a gateway says it can."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import Capabilities, FindsAttempts, PaymentFacts, WatchesPayments, WebhookRefusedError
from panel_refunds.testing.scripted_gateway import ScriptedGateway

AUTOMATIC = Capabilities()


@pytest.mark.parametrize(
    "wanting",
    [
        {"refund": "manual"},
        {"refund": "payout"},
        {"destination": "gateway_decides"},
        {"destination": "caller_supplied"},
        {"dedupe": "none", "lookup": "none"},
    ],
)
def test_what_is_not_native_original_and_recognised_is_not_automatic(wanting):
    assert AUTOMATIC.automatic
    assert not replace(AUTOMATIC, **wanting).automatic


@pytest.mark.parametrize("enough", [{"dedupe": "none"}, {"lookup": "none"}])
def test_a_key_or_a_look_up_is_enough_to_recognise_a_refund(enough):
    assert replace(AUTOMATIC, **enough).automatic


def test_a_gateway_need_not_watch_payments():
    assert not isinstance(ScriptedGateway(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)), WatchesPayments)


def test_a_gateway_need_not_find_refunds_by_name():
    assert not isinstance(ScriptedGateway(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)), FindsAttempts)
    assert replace(AUTOMATIC, dedupe="none", lookup="by_name").automatic


def test_notes_of_the_panel_are_not_in_a_repr():
    facts = PaymentFacts("ch_1", Money(5, "USD"), True, Money(0, "USD"), notes={"email": "ann@example.com"})

    assert "ann@example.com" not in repr(facts)


def test_a_refused_webhook_has_a_word_to_count():
    assert WebhookRefusedError("stale", "too old").reason == "stale"
