"""Fraud checks and rules: asked all, and none of them can stop, hide or outvote the others by breaking."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from structlog.testing import capture_logs

from panel_refunds.errors import CODES
from panel_refunds.money import SCALE, Money
from panel_refunds.plugins.ask import LONGEST_REASON, REASONS_KEPT, ask_dry_runs, ask_fraud_checks, ask_rules
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Verdict, inputs_hash
from panel_refunds.refunds.verdict import FOR_STAFF

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
CONTEXT = FraudContext("c1", Money(SCALE, "USD"), NOW, None)
SNAPSHOT = Snapshot("c1", "USD", NOW, "open", 0, 0, 0, ())
SOON, LATER = NOW + timedelta(milliseconds=1), NOW + timedelta(minutes=1)


class Check:
    def __init__(self, evaluate):
        self.evaluate = evaluate


def says(answer):
    """An object with an ``evaluate`` that gives ``answer``, or raises it."""

    def evaluate(*_):
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return Check(evaluate)


def with_checks(**checks):
    return TenantPlugins("shop", lambda: NOW, fraud_checks=MappingProxyType(checks), patience=Patience(most_hanging=2))


def with_rules(**rules):
    return TenantPlugins("shop", lambda: NOW, rules=MappingProxyType(rules))


def test_every_check_is_heard_in_the_order_of_the_file():
    checks = with_checks(b=says(Verdict("review")), a=says(Verdict("allow")), c=says(Verdict("deny")))

    verdicts = ask_fraud_checks(checks, CONTEXT, LATER)

    assert [(verdict.check_name, verdict.answer, verdict.failed) for verdict in verdicts] == [
        ("b", "review", False),
        ("a", "allow", False),
        ("c", "deny", False),
    ]


@pytest.mark.parametrize("answer", ["allow", "abstain"])
def test_a_check_with_nothing_against_it_is_heard_too(answer):
    (verdict,) = ask_fraud_checks(with_checks(a=says(Verdict(answer, ("known for years",)))), CONTEXT, LATER)

    assert (verdict.answer, verdict.reasons, verdict.failed) == (answer, ("known for years",), False)


def test_a_verdict_says_for_which_inputs_it_was_given_when_and_by_whose_code():
    checks = replace(
        with_checks(a=says(Verdict("allow")), b=says(Verdict("allow"))),
        made_by=MappingProxyType({("fraud_checks", "a"): ("house_checks", "1.2")}),
    )

    first, second = ask_fraud_checks(checks, CONTEXT, LATER)
    (again, _) = ask_fraud_checks(checks, CONTEXT, LATER)
    (other, _) = ask_fraud_checks(checks, replace(CONTEXT, customer="c2"), LATER)

    assert (first.asked_at, first.plugin, first.version) == (NOW, "house_checks", "1.2")
    assert (second.plugin, second.version) == ("", "")
    assert first.took_ms >= 0
    assert first.inputs_hash == again.inputs_hash == inputs_hash(CONTEXT)
    assert first.inputs_hash != other.inputs_hash


@pytest.mark.parametrize(
    "broken",
    [
        says(RuntimeError("down")),
        says(SystemExit(1)),
        says(None),
        says(Verdict("perhaps")),
        says(Verdict("allow", (5,))),
        says(Verdict("allow", None)),
        says(Verdict("allow", "a text")),
        says(Verdict("allow", (reason for reason in ()))),
        Check(lambda: None),
    ],
)
def test_a_check_that_breaks_means_review_and_stops_nobody_else(broken):
    with capture_logs() as lines:
        first, second = ask_fraud_checks(with_checks(broken=broken, sound=says(Verdict("deny"))), CONTEXT, LATER)

    assert (first.check_name, first.answer, first.failed) == ("broken", "review", True)
    assert (second.answer, second.failed) == ("deny", False)
    assert [(line["event"], line["check"]) for line in lines] == [("check_failed", "broken")]


def test_a_check_that_hangs_means_review_by_the_deadline():
    release = threading.Event()
    checks = with_checks(hangs=Check(lambda *_: release.wait()))

    (verdict,) = ask_fraud_checks(checks, CONTEXT, SOON)
    release.set()

    assert (verdict.answer, verdict.failed) == ("review", True)
    assert "no answer in time" in verdict.reasons[0]


def test_a_check_whose_calls_all_hang_is_not_asked_again():
    release, called = threading.Event(), threading.Semaphore(0)

    def hang(*_):
        called.release()
        release.wait()

    checks = with_checks(hangs=Check(hang))
    answers = [ask_fraud_checks(checks, CONTEXT, SOON)[0] for _ in range(4)]
    release.set()

    assert [verdict.failed for verdict in answers] == [True] * 4
    assert called.acquire(timeout=60)
    assert called.acquire(timeout=60)
    assert not called.acquire(blocking=False)
    assert "have not come back" in answers[-1].reasons[0]


def test_secrets_in_an_error_or_a_reason_are_hidden():
    checks = with_checks(a=says(RuntimeError("key hunter2")), b=says(Verdict("review", ("asked with hunter2",))))
    checks.redact.hide("hunter2")

    with capture_logs() as lines:
        verdicts = ask_fraud_checks(checks, CONTEXT, LATER)

    assert [verdict.reasons for verdict in verdicts] == [("RuntimeError: key [secret]",), ("asked with [secret]",)]
    assert "hunter2" not in str(lines)


def test_what_is_kept_of_reasons_can_be_stored_and_is_not_endless():
    many = Verdict("review", ("half a \ud800 sign and \x00 nothing", "x" * 10_000, *("more",) * 90))

    (verdict,) = ask_fraud_checks(with_checks(talks=says(many)), CONTEXT, LATER)

    assert verdict.reasons[0] == "half a ? sign and   nothing"
    assert len(verdict.reasons[1]) == LONGEST_REASON
    assert len(verdict.reasons) == REASONS_KEPT


FINDING = Finding("mine", "cap", "above_limit", "2.2", "At most five.", cap=5 * SCALE)


def test_every_rule_is_heard_under_the_tenants_name_for_it():
    rules = with_rules(large=says([FINDING]), quiet=says(()), strict=says([replace(FINDING, effect="deny", cap=None)]))

    findings = ask_rules(rules, SNAPSHOT, None)

    assert [(finding.rule, finding.effect) for finding in findings] == [
        ("rules.large", "cap"),
        ("rules.strict", "deny"),
    ]
    assert findings[0].cap == 5 * SCALE


@pytest.mark.parametrize(
    "broken",
    [
        says(RuntimeError("key hunter2")),
        says(None),
        says(5),
        says(["a finding"]),
        says([FINDING, None]),
        says([replace(FINDING, cap=None)]),
        says([replace(FINDING, cap=-1)]),
        says([replace(FINDING, cap=0.5)]),
        says([replace(FINDING, effect="review")]),
        says([replace(FINDING, effect="wait", cap=None)]),
        says([replace(FINDING, effect="pay", cap=None)]),
        says([replace(FINDING, code=None)]),
    ],
)
def test_a_rule_that_breaks_means_review_and_stops_nobody_else(broken):
    rules = with_rules(broken=broken, sound=says([FINDING]))
    rules.redact.hide("hunter2")

    with capture_logs() as lines:
        first, second = ask_rules(rules, SNAPSHOT, None)

    assert (first.rule, first.effect, first.code) == ("rules.broken", "review", "rule_failed")
    assert first.text == CODES["rule_failed"].title
    assert second.rule == "rules.sound"
    assert (lines[0]["event"], lines[0]["rule"]) == ("rule_failed", "broken")
    assert "hunter2" not in str(lines)


def test_rules_in_dry_run_are_asked_apart_and_break_like_others():
    rules = replace(with_rules(old=says([FINDING]), new=says([FINDING]), bad=says(None)), dry_runs={"new", "bad"})

    assert [finding.rule for finding in ask_rules(rules, SNAPSHOT, None)] == ["rules.old"]
    with capture_logs() as lines:
        tried = ask_dry_runs(rules, SNAPSHOT, None)
    assert [(finding.rule, finding.code) for finding in tried] == [
        ("rules.new", "above_limit"),
        ("rules.bad", "rule_failed"),
    ]
    assert lines[0]["rule"] == "bad"


def test_the_staff_reads_what_broke_a_rule_and_no_secret():
    rules = with_rules(broken=says(RuntimeError("key hunter2")))
    rules.redact.hide("hunter2")

    with capture_logs():
        (finding,) = ask_rules(rules, SNAPSHOT, None)

    assert finding.figures == {FOR_STAFF: "RuntimeError: key [secret]"}
