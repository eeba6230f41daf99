"""What holds for each of our own fraud checks, whatever it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.default_plugins.contexts import CONTEXTS, NOW, RANK, worse

from panel_refunds.default_plugins import NAMES
from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.ports import FraudCheck, FraudContext, Verdict

HOST = PluginHost.load(installed=())
FACTORIES = {
    name: HOST.plugins[name].factories["fraud_checks"][name]
    for name in NAMES
    if "fraud_checks" in HOST.plugins[name].factories
}
AROUND = make_surroundings("shop", "check", now=lambda: NOW, http_clients=HttpClients(), redact=Redactor())


def built(name: str, **settings: object) -> FraudCheck:
    factory = FACTORIES[name]
    return factory.build({key: each.default for key, each in factory.settings.items()} | settings, AROUND)


MILD = {name: built(name) for name in FACTORIES}
STRICT = {name: built(name, answer="deny") for name in FACTORIES}


def test_these_are_our_checks() -> None:
    assert list(FACTORIES) == [
        *("shared_account", "fraud_warning", "velocity", "bonus_abuse", "new_account", "country_mismatch"),
        "refund_loop",
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(context=CONTEXTS)
def test_each_answers_anything_and_gives_reasons_for_what_it_says_against_it(context) -> None:
    for name, check in MILD.items():
        verdict = check.evaluate(context, NOW)

        assert verdict == check.evaluate(context, NOW + timedelta(days=1)), name
        assert verdict.answer in ("allow", "abstain", "review"), name
        assert bool(verdict.reasons) == (verdict.answer == "review"), name
        assert all(reason.endswith(".") for reason in verdict.reasons), name

        # The strict tenant denies exactly what the other has looked at, for the same reasons.
        strict = STRICT[name].evaluate(context, NOW)
        assert strict == replace(verdict, answer="deny" if verdict.answer == "review" else verdict.answer), name


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(both=worse())
def test_more_that_is_suspicious_never_makes_one_milder(both) -> None:
    for name, check in MILD.items():
        before, after = (check.evaluate(context, NOW) for context in both)
        assert RANK[after.answer] >= RANK[before.answer], name


@pytest.mark.parametrize("name", FACTORIES)
def test_a_customer_of_whom_nothing_is_known_gets_no_no(name) -> None:
    nothing = FraudContext("c1", None, NOW, None, requests=(NOW,))

    assert MILD[name].evaluate(nothing, NOW) in (Verdict("allow"), Verdict("abstain"))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(context=CONTEXTS, at=st.datetimes(timezones=st.just(NOW.tzinfo)))
def test_no_moment_is_too_early_or_too_late(context, at: datetime) -> None:
    for check in MILD.values():
        check.evaluate(replace(context, at=at), NOW)
