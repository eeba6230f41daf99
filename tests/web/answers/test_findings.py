"""The lines of a decision are complete, but for what is only for the staff."""

from __future__ import annotations

from tests.web.panel import Installed, Panel

from panel_refunds.plugins.ask import FOR_STAFF
from panel_refunds.policy.finding import Finding
from panel_refunds.web.answers.findings import show_dry_runs, show_findings
from panel_refunds.web.tenancy import Call

FINDING = Finding(
    "check:x", "review", "fraud_suspected", "6", "A person looks.", figures={"amount": "1.00", FOR_STAFF: "like c7"}
)


class Seen:
    """As much of a call as a finding looks at."""

    def __init__(self, for_staff: bool) -> None:
        self.for_staff = for_staff


def show(for_staff: bool) -> dict[str, str]:
    call: Call = Seen(for_staff)
    (shown,) = show_findings(call, [FINDING])
    return shown.figures


def test_the_staff_sees_every_figure_and_others_all_but_their_own() -> None:
    assert show(for_staff=True) == {"amount": "1.00", FOR_STAFF: "like c7"}
    assert show(for_staff=False) == {"amount": "1.00"}


def test_a_line_has_clause_code_sentence_and_sum(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    panel.order("10.00")
    lines = panel.request("40.00")["decision"]["lines"]

    assert all(line["clause"] and line["code"] and line["text"] for line in lines)
    assert [line["sum"] for line in lines if line["sum"]] == ["50.00 − 10.00 spent − 1.75 fee = 38.25"]


def test_what_rules_in_dry_run_would_say_is_for_the_staff_alone() -> None:
    on_trial = Finding("rules.new", "deny", "house_large", "5", "Too much.", figures={"asked": "9.00"})

    staff: Call = Seen(for_staff=True)
    others: Call = Seen(for_staff=False)

    (shown,) = show_dry_runs(staff, [on_trial])
    assert (shown.rule, shown.effect, shown.code, shown.figures) == (
        "rules.new",
        "deny",
        "house_large",
        {"asked": "9.00"},
    )
    assert show_dry_runs(others, [on_trial]) == []
