"""What an event points at."""

import pytest

from panel_refunds.ports import GatewayEvent
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.events import KINDS, find_hint


def event(word, thing, event_id="evt_1"):
    return Answer.of({"object": "event", "id": event_id, "type": word, "data": {"object": thing}}, "event")


CHARGE = {"id": "ch_1", "payment_intent": "pi_1", "amount_refunded": 1500}
REFUND = {"id": "re_1", "charge": "ch_1", "payment_intent": "pi_1"}


@pytest.mark.parametrize(
    ("word", "thing", "kind", "ref"),
    [
        *((word, REFUND, "refund", "re_1") for word in ("refund.created", "refund.updated", "refund.failed")),
        *((word, CHARGE, "payment", "ch_1") for word in ("charge.refunded", "charge.updated", "charge.succeeded")),
        ("payment_intent.succeeded", {"id": "pi_1", "latest_charge": "ch_1"}, "payment", "ch_1"),
        *((word, {**REFUND, "id": "du_1"}, "dispute", "du_1") for word in KINDS if word.startswith("charge.dispute.")),
        ("radar.early_fraud_warning.created", {**REFUND, "id": "issfr_1"}, "warning", "issfr_1"),
    ],
)
def test_an_event_names_what_may_have_changed_and_its_payment(word, thing, kind, ref):
    assert find_hint(event(word, thing)) == GatewayEvent("evt_1", kind, ref, ("ch_1", "pi_1"), word)


def test_f4_a_cumulative_amount_is_not_even_read():
    assert find_hint(event("charge.refunded", {**CHARGE, "amount_refunded": "nonsense"})) is not None


def test_a_payment_intent_without_a_charge_is_named_by_itself():
    hint = find_hint(event("payment_intent.succeeded", {"id": "pi_1", "latest_charge": None}))

    assert (hint.ref, hint.payments) == ("pi_1", ("pi_1",))


@pytest.mark.parametrize("word", ["customer.created", "charge.captured", "payout.paid", "refund", "Refund.created"])
def test_an_event_of_another_type_points_at_nothing(word):
    assert find_hint(event(word, {"id": "x"})) is None


@pytest.mark.parametrize(
    ("word", "thing", "event_id"),
    [
        ("refund.created", REFUND, "evil"),
        ("refund.created", None, "evt_1"),
        ("refund.created", {**REFUND, "id": None}, "evt_1"),
        ("refund.created", {**REFUND, "id": "ch_1"}, "evt_1"),
        ("refund.created", {**REFUND, "charge": "ch_1/../x"}, "evt_1"),
        ("charge.updated", {"id": "re_1"}, "evt_1"),
    ],
)
def test_an_event_whose_ids_are_none_is_unreadable(word, thing, event_id):
    with pytest.raises(UnreadableError):
        find_hint(event(word, thing, event_id))
