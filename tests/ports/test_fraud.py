"""The canonical form of what a check is told: the same inputs, the same letters, the same hash."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from tests.default_plugins.contexts import CONTEXTS

from panel_refunds.money import Money
from panel_refunds.ports import (
    CONTEXT_VERSION,
    DisputeSigns,
    FraudContext,
    PaymentSigns,
    SharedUse,
    canonical_context,
    inputs_hash,
)

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
USD, BTC = Money.of("12.50", "USD"), Money.of("0.00000001", "BTC")
CONTEXT = FraudContext(
    "c1",
    USD,
    AT,
    None,
    deposits=((AT, BTC),),
    requests=(AT,),
    payments=(PaymentSigns("d1", "card", {"b": "2", "a": "ü"}, warned_at=(AT,), amount=USD),),
    disputes=(DisputeSigns("d1", AT, USD, "open"),),
    others=(SharedUse("c2", 1, (USD,), 2, (BTC,)),),
)


def test_the_form_is_what_the_documentation_says() -> None:
    written = canonical_context(CONTEXT)
    told = json.loads(written)

    assert written == json.dumps(told, sort_keys=True, separators=(",", ":"))
    assert inputs_hash(CONTEXT) == sha256(written.encode("ascii")).hexdigest()
    assert told["version"] == CONTEXT_VERSION
    assert told["asked"] == {"amount": "12.50", "currency": "USD"}
    assert told["deposits"] == [{"at": "2026-03-02T12:00:00.000000Z", "amount": "0.00000001", "currency": "BTC"}]
    assert told["first_seen_at"] is None
    assert '"risk":{"a":"\\u00fc","b":"2"}' in written


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (FraudContext, lambda told: told),
        (PaymentSigns, lambda told: told["payments"][0]),
        (DisputeSigns, lambda told: told["disputes"][0]),
        (SharedUse, lambda told: told["others"][0]),
    ],
)
def test_every_field_is_in_it(kind, found) -> None:
    told = found(json.loads(canonical_context(CONTEXT)))

    assert {field.name for field in fields(kind)} == set(told) - {"version"}


def test_the_same_moment_and_facts_written_otherwise_have_the_same_hash() -> None:
    elsewhere = replace(CONTEXT, at=AT.astimezone(timezone(timedelta(hours=5))), facts={"a": "1", "b": "2"})
    here = replace(CONTEXT, facts={"b": "2", "a": "1"})

    assert inputs_hash(elsewhere) == inputs_hash(here)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(context=CONTEXTS)
def test_any_context_has_a_form_and_one_that_differs_another_hash(context) -> None:
    assert inputs_hash(context) == inputs_hash(replace(context))
    assert inputs_hash(replace(context, customer="c2")) != inputs_hash(context)
    assert inputs_hash(replace(context, requests=(*context.requests, AT))) != inputs_hash(context)


def test_a_check_written_before_there_was_more_to_tell_still_gets_a_context() -> None:
    old = FraudContext("c1", None, AT, None, (), (), (AT,), (), ("c2",), (), {"country": "DE"})

    assert (old.bonuses, old.returned, old.disputes, old.others) == ((), (), (), ())
    assert PaymentSigns("d1", "card", {}, (AT,), "none").facts == {}
