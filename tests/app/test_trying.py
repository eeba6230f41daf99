"""A rule on trial is built as any other, and its tenant's desk goes on without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from panel_refunds.app.composition import Service
from panel_refunds.app.trying import rule_on_trial
from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.policy.snapshot import Snapshot

RULES = """
[rules.large]
use = "review_above"
amount = "20.00"

[rules.larger]
use = "review_above"
amount = "40.00"
dry_run = true
"""


@pytest.fixture
def service(root: Path) -> Iterator[Service]:
    file = root / "tenants" / "smmpanelus" / "tenant.toml"
    file.write_text(file.read_text(encoding="utf-8") + RULES, encoding="utf-8")
    opened = Service.open(root, database="sqlite://", read_secrets=False)
    yield opened
    opened.close()


def wallet(service: Service) -> Snapshot:
    return Snapshot("c1", "USD", service.now(), "open", 0, 0, 0, ())


def test_the_rule_is_asked_alone_and_the_desk_without_it(service: Service) -> None:
    asked = Money.of("30.00", "USD")

    with rule_on_trial(service, "smmpanelus", "large") as trial:
        assert [finding.rule for finding in trial.ask_rule(wallet(service), asked)] == ["rules.large"]
        assert list(trial.desk.ask_rules(wallet(service), asked)) == []
    assert [each.rule for each in service.desk("smmpanelus").ask_rules(wallet(service), asked)] == ["rules.large"]


def test_a_rule_in_dry_run_is_tried_as_if_it_were_in_force(service: Service) -> None:
    asked = Money.of("50.00", "USD")

    with rule_on_trial(service, "smmpanelus", "larger") as trial:
        assert [finding.rule for finding in trial.ask_rule(wallet(service), asked)] == ["rules.larger"]
        assert [finding.rule for finding in trial.desk.ask_rules(wallet(service), asked)] == ["rules.large"]


def test_some_settings_may_be_changed_for_the_trial(service: Service) -> None:
    with rule_on_trial(service, "smmpanelus", "large", {"amount": "100.00"}) as trial:
        assert list(trial.ask_rule(wallet(service), Money.of("50.00", "USD"))) == []


def test_what_is_wrong_is_told_as_at_start(service: Service) -> None:
    with (
        pytest.raises(PluginSettingsError, match=r"rules\.large\.amount"),
        rule_on_trial(service, "smmpanelus", "large", {"amount": "a lot"}),
    ):
        pass


def test_a_rule_that_nobody_has_is_not_found(service: Service) -> None:
    with pytest.raises(Refused, match="not_found"), rule_on_trial(service, "smmpanelus", "larg"):
        pass
