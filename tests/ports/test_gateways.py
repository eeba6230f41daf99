"""What a gateway need not be able to do, and what of its facts nobody sees."""

from datetime import UTC, datetime

from panel_refunds.money import Money
from panel_refunds.ports import FindsAttempts, PaymentFacts, WatchesPayments, WebhookRefusedError
from panel_refunds.testing.scripted_gateway import ScriptedGateway


def test_a_gateway_need_not_watch_payments():
    assert not isinstance(ScriptedGateway(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)), WatchesPayments)


def test_a_gateway_need_not_find_refunds_by_name():
    assert not isinstance(ScriptedGateway(now=lambda: datetime(2026, 3, 2, tzinfo=UTC)), FindsAttempts)


def test_notes_of_the_panel_are_not_in_a_repr():
    facts = PaymentFacts("ch_1", Money(5, "USD"), True, Money(0, "USD"), notes={"email": "ann@example.com"})

    assert "ann@example.com" not in repr(facts)


def test_a_refused_webhook_has_a_word_to_count():
    assert WebhookRefusedError("stale", "too old").reason == "stale"
