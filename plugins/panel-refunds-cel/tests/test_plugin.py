"""As an installation meets the plugin: in a tenant's file, at start, in decisions and in policy cases."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from panel_refunds.app.composition import Service
from panel_refunds.cli.main import app
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.money import Money
from panel_refunds.plugins.ask import FOR_STAFF, ask_dry_runs, ask_rules
from panel_refunds.plugins.host import PluginHost
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.stories import run_cases_command

FILE = """\
name = "{slug}"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["cel"]

[[sites]]
hosts = ["{slug}.example"]
policy = "default"

[gateways.manual]

{rules}
"""
LARGE = """\
[rules.large]
use = "cel"
when = 'asked > money("{limit}")'
effect = "{effect}"
code = "house_large"
clause = "5"
text = "Above {limit} this house looks twice."
"""
POLICY = '[review]\nauto_approve = { up_to = "1000", days = 30 }\n'
STORY = """\
[[case]]
name = "A large request"
clause = "5"
story = [
  {{ at = 2026-03-03T10:00:00, deposit = "50.00", id = "d1", fee = "0.00" }},
  {{ at = 2026-03-04T10:00:00, request = "{asked}", id = "r1", of = "d1" }},
  {{ at = 2026-03-04T10:00:01, expect = {{ request = {{ {expected} }} }} }},
]
"""


@pytest.fixture
def tenant(tmp_path: Path) -> Callable[..., Tenant]:
    """A tenant's folder with these rules, read."""

    def made(rules: str, slug: str = "acme", story: str = "", policy: str = "") -> Tenant:
        folder = tmp_path / "tenants" / slug
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "tenant.toml").write_text(FILE.format(slug=slug, rules=rules), encoding="utf-8")
        (folder / "policies" / "default" / "2025-01-01.toml").write_text(policy, encoding="utf-8")
        if story:
            (folder / "cases").mkdir()
            (folder / "cases" / "told.toml").write_text(story, encoding="utf-8")
        return load_tenant(folder)

    return made


def now() -> datetime:
    return datetime(2026, 3, 7, tzinfo=UTC)


def built(tenant: Tenant):
    return PluginHost.load_for([tenant]).for_tenant(tenant, now=now, environ={})


def test_a_rule_of_the_file_is_heard_under_its_name(tenant, wallet):
    plugins = built(tenant(LARGE.format(limit="20.00", effect="review")))

    (finding,) = ask_rules(plugins, wallet(), Money.of("20.01", "USD"))

    assert (finding.rule, finding.effect, finding.code) == ("rules.large", "review", "house_large")
    assert ask_rules(plugins, wallet(), Money.of("20.00", "USD")) == ()


def test_a_rule_without_an_answer_means_review_and_the_staff_reads_why(tenant, wallet):
    rule = LARGE.format(limit="20.00 EUR", effect="allow")

    (finding,) = ask_rules(built(tenant(rule)), wallet(), Money.of("1", "USD"))

    assert (finding.effect, finding.code) == ("review", "rule_failed")
    assert "is no amount of this wallet" in finding.figures[FOR_STAFF]


def test_a_rule_in_dry_run_is_asked_apart(tenant, wallet):
    plugins = built(tenant(LARGE.format(limit="20.00", effect="deny") + "dry_run = true\n"))
    asked = Money.of("30.00", "USD")

    assert ask_rules(plugins, wallet(), asked) == ()
    assert [finding.rule for finding in ask_dry_runs(plugins, wallet(), asked)] == ["rules.large"]


def test_check_names_file_line_and_key_of_every_wrong_expression(tenant, tmp_path):
    tenant(
        LARGE.format(limit="20,00", effect="review")
        + LARGE.format(limit="20.00", effect="cap").replace("large", "capped")
        + "cap = 'cash > asked'\n"
        + LARGE.replace("money", "mony").format(limit="20.00", effect="deny").replace("large", "spelled")
    )

    done = CliRunner().invoke(app, ["check", "--root", str(tmp_path)])

    assert done.exit_code == 1
    said = done.stdout.splitlines()
    first, second, third = (
        next(line for line in said if f"rules.{name}" in line) for name in ("large", "capped", "spelled")
    )
    assert "tenants/acme/tenant.toml:15: rules.large.when" in first
    assert "plain decimal number" in first
    assert "tenants/acme/tenant.toml:27: rules.capped.cap" in second
    assert "it must be an amount" in second
    assert "tenants/acme/tenant.toml:30: rules.spelled.when" in third
    assert "there is no `mony` here; did you mean `money`?" in third


def test_two_tenants_share_nothing(tenant, wallet):
    strict = built(tenant(LARGE.format(limit="20.00", effect="deny"), slug="strict"))
    easy = built(tenant(LARGE.format(limit="40.00", effect="review"), slug="easy"))
    asked = Money.of("30.00", "USD")

    assert [finding.effect for finding in ask_rules(strict, wallet(), asked)] == ["deny"]
    assert ask_rules(easy, wallet(), asked) == ()
    assert strict.rules["large"].when._program is not easy.rules["large"].when._program


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        ({"effect": "review"}, "30.00", 'state = "in_review", recommend = "approve", reasons = ["house_large"]'),
        ({"effect": "review"}, "20.00", 'state = "paid", recommend = "approve"'),
        ({"effect": "deny"}, "30.00", 'recommend = "decline", reasons = ["house_large"]'),
        ({"effect": "cap", "more": "cap = 'cash / 5'"}, "30.00", 'recommend = "offer", gross = "10.00"'),
        (
            {"effect": "deny", "more": "dry_run = true"},
            "30.00",
            'state = "paid", recommend = "approve", gross = "30.00"',
        ),
    ],
)
def test_policy_cases_hear_the_rules_of_the_tenant(tenant, rule, asked, expected):
    text = LARGE.format(limit="20.00", effect=rule["effect"]) + rule.get("more", "") + "\n"
    story = STORY.format(asked=asked, expected=f'id = "r1", {expected}')

    report = run_cases_command(tenant(text, story=story, policy=POLICY).folder)

    assert (report.passed, report.failed) == (1, 0), report.as_json()


def test_cases_show_what_a_rule_in_dry_run_would_have_said(tenant):
    text = LARGE.format(limit="20.00", effect="deny") + "dry_run = true\n"
    story = STORY.format(asked="30.00", expected='id = "r1", recommend = "approve"')

    (result,) = run_cases_command(tenant(text, story=story).folder).results

    assert [each.code for step in result.steps for each in step.dry_runs] == ["house_large"]
    assert "house_large" not in [each.code for step in result.steps for each in step.findings]


def test_the_plugin_gives_one_factory():
    listed = next(plugin for plugin in PluginHost.load().describe() if plugin.name == "cel")

    assert [(factory.kind, factory.name) for factory in listed.factories] == [("rules", "cel")]
    assert listed.error is None


@pytest.fixture
def shop(tenant, tmp_path):
    """An installation in which 30.00 was asked for."""
    tenant(LARGE.format(limit="40.00", effect="review"))
    service = Service.open(tmp_path, database=f"sqlite:///{tmp_path}/books.sqlite3")
    desk = service.desk("acme")
    credit_deposit(desk, PaymentTaken("maya", "manual", "pay_1", Money.of("50", "USD"), fee=Money.of("0", "USD")))
    asked = RefundAsked("maya", "acme.example", "default", "30.00", subject="Refund Request")
    request = request_refund(desk, asked)
    service.close()

    def run(*words: str):
        database = f"sqlite:///{tmp_path}/books.sqlite3"
        return CliRunner().invoke(app, ["try-rule", "acme", *words, "--root", str(tmp_path), "--database", database])

    return request.request_id, run


@pytest.mark.parametrize(
    ("words", "change", "amount"),
    [
        (["large"], "none", "0.00"),
        (["large", "--when", 'asked > money("20.00")'], "reviewed", "30.00"),
        (["large", "--when", "everything == false", "--effect", "deny"], "denied", "30.00"),
        (["--when", "deposits.exists(d, d.amount >= money('50'))"], "reviewed", "30.00"),
        (["--when", "true", "--effect", "cap", "--cap", "cash / 5"], "capped", "20.00"),
    ],
)
def test_an_expression_is_tried_before_it_stands_in_any_file(shop, words, change, amount):
    request_id, run = shop

    told = json.loads(run(*words, "--json").stdout)

    assert [(one["id"], one["change"], one["amount"]) for one in told["requests"]] == [(request_id, change, amount)]


def test_a_wrong_expression_to_try_is_told_like_one_in_a_file(shop):
    done = shop[1]("--when", "asked > 20")

    assert done.exit_code == 2
    assert "rules.on_trial.when" in done.stderr
    assert 'write the amount as money("20.00")' in done.stderr
