"""Asking a tenant's fraud checks and rules, so that one that breaks stops nobody else.

All fraud checks are asked at once, each in its own thread, until the deadline. One that raises, is late or talks
nonsense counts as "a person should look": it can neither let a request through nor deny it. A rule is pure and is
asked in place; the same holds for it. A rule in dry run is asked apart from the others: what it would have said is kept
with the decision and decides nothing. Everybody may read a finding, so the reasons of a check, which may name other
customers, stand apart in the figure ``for_staff``, as does what broke a rule: pages for customers leave that one out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from panel_refunds.errors import CODES
from panel_refunds.money import Money
from panel_refunds.plugins.deadline import Pending
from panel_refunds.plugins.surroundings import redacting_logger
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Effect, Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Rule, Verdict

PATIENCE = timedelta(seconds=10)
FOR_STAFF = "for_staff"

# What plugins may say: the other effects of a finding (ask, wait) belong to our own rules.
_RULE_EFFECTS = ("allow", "deny", "review", "cap")
_AGAINST: Mapping[str, tuple[Effect, str]] = MappingProxyType(
    {"review": ("review", "fraud_suspected"), "deny": ("deny", "fraud_denied")}
)


def ask_fraud_checks(
    plugins: TenantPlugins, context: FraudContext, deadline: datetime | None = None
) -> tuple[Finding, ...]:
    """A finding for every check that has something against the request, or gave no answer; in the file's order.

    Back by ``deadline`` (in ten seconds when None) whatever the checks do. Never raises.
    """
    until = deadline or plugins.now() + PATIENCE
    started = [
        (name, plugins.patience.start(f"fraud_checks.{name}", partial(check.evaluate, context, until)))
        for name, check in plugins.fraud_checks.items()
    ]
    heard = [_heard(plugins, name, pending, until) for name, pending in started]
    return tuple(finding for finding in heard if finding is not None)


def _heard(plugins: TenantPlugins, name: str, pending: Pending[Verdict], until: datetime) -> Finding | None:
    try:
        verdict = pending.wait((until - plugins.now()).total_seconds())
        wrong = _nonsense(verdict)
    except Exception as error:  # noqa: BLE001 - a check that breaks in any way asks for a person
        wrong = f"{type(error).__name__}: {error}"
    if wrong is not None:
        redacting_logger(plugins.redact).warning("check_failed", tenant=plugins.tenant, check=name, error=wrong)
        return _finding(plugins, name, "review", "check_failed", wrong)
    if verdict.answer not in _AGAINST:
        return None
    return _finding(plugins, name, *_AGAINST[verdict.answer], "; ".join(verdict.reasons))


def _finding(plugins: TenantPlugins, name: str, effect: Effect, code: str, for_staff: str) -> Finding:
    figures = MappingProxyType({FOR_STAFF: plugins.redact(for_staff)} if for_staff else {})
    return Finding(f"fraud_checks.{name}", effect, code, "6", CODES[code].title, figures=figures)


def _nonsense(verdict: object) -> str | None:
    if not isinstance(verdict, Verdict):
        return f"it answered with a {type(verdict).__name__} instead of a Verdict"
    if verdict.answer not in ("allow", "review", "deny", "abstain"):
        return "its answer is none of allow, review, deny, abstain"
    if not all(isinstance(reason, str) for reason in verdict.reasons):
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
        findings = tuple(rule.evaluate(snapshot, asked))
        if all(_is_sound(finding) for finding in findings):
            return tuple(replace(finding, rule=named) for finding in findings)
        wrong = "it gave something that is no finding of a rule"
    except Exception as error:  # noqa: BLE001 - a rule that breaks in any way asks for a person
        wrong = f"{type(error).__name__}: {error}"
    # The customer reads the finding; what went wrong inside is for the staff, and for the operator's log.
    redacting_logger(plugins.redact).warning("rule_failed", tenant=plugins.tenant, rule=name, error=wrong)
    figures = MappingProxyType({FOR_STAFF: plugins.redact(wrong)})
    return (Finding(named, "review", "rule_failed", "", CODES["rule_failed"].title, figures=figures),)


def _is_sound(finding: object) -> bool:
    if not isinstance(finding, Finding) or finding.effect not in _RULE_EFFECTS:
        return False
    if not all(isinstance(text, str) for text in (finding.code, finding.clause, finding.text)):
        return False
    return type(finding.cap) is int and finding.cap >= 0 if finding.effect == "cap" else finding.cap is None
