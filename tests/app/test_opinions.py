"""What checks say is kept apart from what rules say, because only the former is asked once."""

from __future__ import annotations

from datetime import UTC, datetime

from panel_refunds.app.opinions import Opinions
from panel_refunds.money import Money
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import FraudContext, Verdict

AT = datetime(2026, 1, 1, tzinfo=UTC)


class Check:
    def __init__(self, answer: str) -> None:
        self.answer = answer

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        if self.answer == "breaks":
            raise RuntimeError("no luck")
        return Verdict(self.answer, ("because",))


class Rule:
    def evaluate(self, snapshot: object, asked: Money | None) -> list[Finding]:
        return [Finding("x", "review", "above_limit", "5", "Too much.")]


def opinions(**objects: object) -> Opinions:
    return Opinions(TenantPlugins(tenant="t", now=lambda: AT, **objects))


def test_a_check_is_named_with_the_tenants_own_word_and_the_mark_of_a_check() -> None:
    checks = {name: Check(name) for name in ("review", "deny", "allow", "abstain", "breaks")}

    found = opinions(fraud_checks=checks).of_checks(FraudContext("c1", None, AT, None))

    assert [(one.rule, one.effect, one.code) for one in found] == [
        ("check:review", "review", "fraud_suspected"),
        ("check:deny", "deny", "fraud_denied"),
        ("check:breaks", "review", "check_failed"),
    ]


def test_a_rule_keeps_the_name_of_a_rule() -> None:
    found = opinions(rules={"big": Rule()}).of_rules(None, None)

    assert [one.rule for one in found] == ["rules.big"]


def test_a_rule_in_dry_run_is_heard_apart() -> None:
    both = opinions(rules={"big": Rule(), "new": Rule()}, dry_runs={"new"})

    assert [one.rule for one in both.of_rules(None, None)] == ["rules.big"]
    assert [one.rule for one in both.of_dry_runs(None, None)] == ["rules.new"]
