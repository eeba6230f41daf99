"""Asking a tenant's fraud checks and rules, so that one that breaks stops nobody else.

All fraud checks are asked at once, each in its own thread, until the deadline. One that raises, is late or talks
nonsense counts as "a person should look": it can neither let a request through nor deny it. The same holds for a rule,
which is pure and has only a moment: it is asked while the customer's wallet is held. Everybody may read a finding, so
the reasons of a check, which may name other customers, stand apart in the figure ``for_staff``: pages for customers
leave that one out.
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
from panel_refunds.plugins.faults import told
from panel_refunds.plugins.sizes import find_excess, listed_findings
from panel_refunds.plugins.surroundings import redacting_logger
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Effect, Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Rule, Verdict

PATIENCE = timedelta(seconds=10)
RULE_SECONDS = 2.0
MOST_HANGING_RULES = 4
MOST_REASONS = 100
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
    heard = [_heard(plugins, name, pending, until, context) for name, pending in started]
    return tuple(finding for finding in heard if finding is not None)


def _heard(
    plugins: TenantPlugins, name: str, pending: Pending[Verdict], until: datetime, context: FraudContext
) -> Finding | None:
    try:
        verdict = pending.wait((until - plugins.now()).total_seconds())
        wrong = _nonsense(verdict)
    except Exception as error:  # noqa: BLE001 - a check that breaks in any way asks for a person
        wrong = told(error)
    if wrong is not None:
        plugins.failures.note(f"fraud_checks.{name}", "evaluate", wrong, context)
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
    if too_large := find_excess(verdict):
        return too_large
    if len(verdict.reasons) > MOST_REASONS:
        return f"it gives more than {MOST_REASONS} reasons"
    if verdict.answer not in ("allow", "review", "deny", "abstain"):
        return "its answer is none of allow, review, deny, abstain"
    if not all(isinstance(reason, str) for reason in verdict.reasons):
        return "its reasons are not texts"
    return None


def ask_rules(plugins: TenantPlugins, snapshot: Snapshot, asked: Money | None) -> tuple[Finding, ...]:
    """The findings of every rule of the tenant, each under the tenant's own name for the rule."""
    return tuple(
        finding for name, rule in plugins.rules.items() for finding in _asked_rule(plugins, name, rule, snapshot, asked)
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
    # The customer reads the finding; what went wrong inside is for the operator's log.
    redacting_logger(plugins.redact).warning("rule_failed", tenant=plugins.tenant, rule=name, error=wrong)
    return (Finding(rule=named, effect="review", code="rule_failed", clause="", text=CODES["rule_failed"].title),)


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
