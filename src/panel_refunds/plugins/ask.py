"""Asking a tenant's fraud checks and rules, so that one that breaks stops nobody else.

All fraud checks are asked at once, each in its own thread, until the deadline. One that raises, is late or talks
nonsense counts as "a person should look": it can neither let a request through nor deny it. Every answer comes back as
a verdict, to be stored. The same holds for a rule, which is pure and has only a moment: it is asked while the
customer's wallet is held. A rule in dry run is asked apart from the others: what it would have said is kept with the
decision and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from types import MappingProxyType
from typing import Literal

from panel_refunds.errors import CODES
from panel_refunds.money import Money
from panel_refunds.plugins.deadline import Pending
from panel_refunds.plugins.faults import told
from panel_refunds.plugins.sizes import find_excess, listed_findings
from panel_refunds.plugins.surroundings import redacting_logger
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Rule, Verdict, inputs_hash
from panel_refunds.refunds.verdict import FOR_STAFF, CheckVerdict

Answer = Literal["allow", "review", "deny", "abstain"]
PATIENCE = timedelta(seconds=10)
RULE_SECONDS = 2.0
MOST_HANGING_RULES = 4
MOST_REASONS = 100
REASONS_KEPT = 20
LONGEST_REASON = 500

# What plugins may say: the other effects of a finding (ask, wait) belong to our own rules.
_RULE_EFFECTS = ("allow", "deny", "review", "cap")


def ask_fraud_checks(
    plugins: TenantPlugins, context: FraudContext, deadline: datetime | None = None
) -> tuple[CheckVerdict, ...]:
    """The verdict of every check, a failed one where it gave no answer; in the file's order.

    Back by ``deadline`` (in ten seconds when None) whatever the checks do. Never raises.
    """
    now = plugins.now()
    until = deadline or now + PATIENCE
    asked = Asked(plugins, now, inputs_hash(context), monotonic())
    started = [
        (name, plugins.patience.start(f"fraud_checks.{name}", partial(_timed, partial(check.evaluate, context, until))))
        for name, check in plugins.fraud_checks.items()
    ]
    return tuple(_heard(asked, name, pending, until, context) for name, pending in started)


@dataclass(frozen=True, slots=True)
class Asked:
    """One round of asking: whom, when, with which inputs."""

    plugins: TenantPlugins
    at: datetime
    inputs: str
    began: float

    def verdict(
        self, name: str, answer: Answer, reasons: Sequence[str], took: float, *, failed: bool = False
    ) -> CheckVerdict:
        """What ``name`` answered after ``took`` seconds, without secrets and of a size that can be kept."""
        plugin, version = self.plugins.made_by.get(("fraud_checks", name), ("", ""))
        return CheckVerdict(
            verdict_id="",
            request_id="",
            check_name=name,
            answer=answer,
            reasons=tuple(_kept(self.plugins.redact(reason)) for reason in reasons[:REASONS_KEPT]),
            failed=failed,
            inputs_hash=self.inputs,
            asked_at=self.at,
            took_ms=max(round(took * 1000), 0),
            plugin=plugin,
            version=version,
        )


def _timed(evaluate: Callable[[], Verdict]) -> tuple[Verdict, float]:
    began = monotonic()
    verdict = evaluate()
    return verdict, monotonic() - began


def _heard(
    asked: Asked, name: str, pending: Pending[tuple[Verdict, float]], until: datetime, context: FraudContext
) -> CheckVerdict:
    plugins = asked.plugins
    try:
        verdict, took = pending.wait((until - plugins.now()).total_seconds())
        wrong = _nonsense(verdict)
    except Exception as error:  # noqa: BLE001 - a check that breaks in any way asks for a person
        took, wrong = monotonic() - asked.began, told(error)
    if wrong is not None:
        plugins.failures.note(f"fraud_checks.{name}", "evaluate", wrong, context)
        redacting_logger(plugins.redact).warning("check_failed", tenant=plugins.tenant, check=name, error=wrong)
        return asked.verdict(name, "review", [wrong], took, failed=True)
    return asked.verdict(name, verdict.answer, verdict.reasons, took)


def _kept(reason: str) -> str:
    """A reason as it can be stored and shown: no halves of characters, no control signs, not endless."""
    whole = reason[:LONGEST_REASON].encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in whole)


def _nonsense(verdict: object) -> str | None:
    if not isinstance(verdict, Verdict):
        return f"it answered with a {type(verdict).__name__} instead of a Verdict"
    if too_large := find_excess(verdict):
        return too_large
    if len(verdict.reasons) > MOST_REASONS:
        return f"it gives more than {MOST_REASONS} reasons"
    if verdict.answer not in ("allow", "review", "deny", "abstain"):
        return "its answer is none of allow, review, deny, abstain"
    if not isinstance(verdict.reasons, tuple | list) or not all(isinstance(each, str) for each in verdict.reasons):
        return "its reasons are not texts"
    return None


def ask_rules(plugins: TenantPlugins, snapshot: Snapshot, asked: Money | None) -> tuple[Finding, ...]:
    """The findings of every rule of the tenant in force, each under the tenant's own name for the rule."""
    return tuple(
        finding
        for name, rule in plugins.rules.items()
        if name not in plugins.dry_runs
        for finding in _asked_rule(plugins, name, rule, snapshot, asked)
    )


def ask_dry_runs(plugins: TenantPlugins, snapshot: Snapshot, asked: Money | None) -> tuple[Finding, ...]:
    """What the rules in dry run would have said: for the record, and for nothing that is decided."""
    return tuple(
        finding
        for name, rule in plugins.rules.items()
        if name in plugins.dry_runs
        for finding in _asked_rule(plugins, name, rule, snapshot, asked)
    )


def _asked_rule(
    plugins: TenantPlugins, name: str, rule: Rule, snapshot: Snapshot, asked: Money | None
) -> tuple[Finding, ...]:
    named = f"rules.{name}"
    try:
        ask = partial(_findings, rule, snapshot, asked)
        findings = plugins.patience.start(named, ask, MOST_HANGING_RULES).wait(RULE_SECONDS)
        if all(_is_sound(finding) for finding in findings):
            return tuple(replace(finding, rule=named) for finding in findings)
        wrong = "it gave something that is no finding of a rule"
    except Exception as error:  # noqa: BLE001 - a rule that breaks in any way asks for a person
        wrong = told(error)
    plugins.failures.note(named, "evaluate", wrong, snapshot.customer)
    # The customer reads the finding; what went wrong inside is for the staff, and for the operator's log.
    redacting_logger(plugins.redact).warning("rule_failed", tenant=plugins.tenant, rule=name, error=wrong)
    figures = MappingProxyType({FOR_STAFF: plugins.redact(wrong)})
    return (Finding(named, "review", "rule_failed", "", CODES["rule_failed"].title, figures=figures),)


def _findings(rule: Rule, snapshot: Snapshot, asked: Money | None) -> tuple[Finding, ...]:
    findings = listed_findings(rule.evaluate(snapshot, asked))
    if too_large := find_excess(findings):
        raise ValueError(too_large)
    return findings


def _is_sound(finding: object) -> bool:
    if not isinstance(finding, Finding) or finding.effect not in _RULE_EFFECTS:
        return False
    if not all(isinstance(text, str) for text in (finding.code, finding.clause, finding.text)):
        return False
    return type(finding.cap) is int and finding.cap >= 0 if finding.effect == "cap" else finding.cap is None
