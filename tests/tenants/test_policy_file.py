"""Policy files: dates, names, digests, and what cannot be meant together."""

from __future__ import annotations

from datetime import date

import pytest

from panel_refunds.policy.settings import PolicyVersion, Rules
from panel_refunds.tenants.policy_file import load_policies, load_policy


def _write(folder, **files: str) -> None:
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_an_empty_file_is_a_whole_policy(tmp_path) -> None:
    _write(tmp_path, **{"default/2025-08-29": ""})
    (version,) = load_policies(tmp_path, "USD")["default"]
    assert version == PolicyVersion("default", date(2025, 8, 29), Rules(), (), version.digest)
    assert version.label == "default@2025-08-29"


def test_versions_come_oldest_first_and_policies_by_name(tmp_path) -> None:
    _write(tmp_path, **{"b/2026-02-01": "", "b/2025-12-31": "", "a/2025-01-01": ""})
    policies = load_policies(tmp_path, "USD")
    assert list(policies) == ["a", "b"]
    assert [version.day for version in policies["b"]] == [date(2025, 12, 31), date(2026, 2, 1)]


def test_a_file_name_that_is_no_date_is_a_fault(tmp_path, faults_of) -> None:
    _write(tmp_path, **{"default/2025-02-30": "", "default/newest": "", "default/2025-2-3": ""})
    faults = faults_of(load_policies, tmp_path, "USD")
    assert sorted(fault.place.file.name for fault in faults) == ["2025-02-30.toml", "2025-2-3.toml", "newest.toml"]
    assert all("is no date" in fault.text for fault in faults)


def test_a_policy_file_beside_the_folders_is_a_fault_that_says_where_it_belongs(tmp_path, faults_of) -> None:
    _write(tmp_path, **{"2025-08-29": ""})
    (fault,) = faults_of(load_policies, tmp_path, "USD")
    assert "policies/default/2025-08-29.toml" in fault.advice


def test_a_policy_whose_folder_has_a_strange_name_is_a_fault(tmp_path, faults_of) -> None:
    _write(tmp_path, **{"Our Policy/2025-08-29": ""})
    (fault,) = faults_of(load_policies, tmp_path, "USD")
    assert "cannot name a policy" in fault.text


def test_faults_of_several_files_are_told_together(tmp_path, faults_of) -> None:
    _write(tmp_path, **{"default/2025-01-01": "x = 1", "default/2025-01-02": "broken =", "gold/2025-01-01": "\n\ny=2"})
    faults = faults_of(load_policies, tmp_path, "USD")
    assert [(fault.place.file.parent.name, fault.place.line) for fault in faults] == [
        ("default", 1),
        ("default", 1),
        ("gold", 3),
    ]


def test_the_digest_is_of_what_the_file_says_and_not_of_its_comments(tmp_path) -> None:
    _write(tmp_path, a="[deposits]\nused_at_most_percent = 50", b="# why\ndeposits = { used_at_most_percent=50 }", c="")
    digests = []
    for name in "abc":
        file = tmp_path / name / "2025-01-01.toml"
        file.parent.mkdir()
        file.write_text((tmp_path / f"{name}.toml").read_text(encoding="utf-8"), encoding="utf-8")
        digests.append(load_policy(file, "USD").digest)
    assert digests[0] == digests[1] != digests[2]


def test_approval_by_rule_needs_a_right_to_a_refund(policy, faults_of) -> None:
    auto = 'review.auto_approve = { up_to = "5", days = 30 }\n'
    (fault,) = faults_of(policy, 'deposits.refundable = "discretion"\n' + auto)
    assert fault.key == "review.auto_approve"
    assert fault.place.line == 2
    some = (
        auto + 'deposits.refundable = "never"\n[[exception]]\nif = { method = "card" }\ndeposits.refundable = "right"'
    )
    assert policy(some).rules.review.auto_approve.days == 30


def test_a_reminder_comes_before_the_end_of_the_review(policy, faults_of) -> None:
    (fault,) = faults_of(policy, "review.within = { hours = 4 }\nreview.remind_before = { hours = 4 }")
    assert (fault.key, fault.place.line) == ("review.remind_before", 2)
    assert policy("review.within = { working_days = 1 }").rules.review.within.count == 1


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('deposits.window = "14 days"', 'window = { from = "credited", within = { days = 14 } }'),
        ("review.auto_approve = true", 'Write "never" or { up_to = "20", days = 30 }.'),
        ("review.within = 3", "Write { days = 14 };"),
        ("orders.customer_cancel.after = 3", 'or "at_once"'),
        ("deposits.minimum.received = true", 'Write "5.00", or { EUR = "5" }'),
        ('spending.first = "bonus"', 'first = ["bonus"]'),
        ("spending.first = 1", 'first = ["bonus", "cash"]'),
        ("payout.arrives.working_days = 3", "working_days = [3, 15]"),
        ("deposits.refundable = false", 'Write one of "right", "discretion", "never".'),
        ("deposits = 1", "Write a table: [deposits]"),
        ("exception = 1", "[[exception]]"),
    ],
)
def test_a_value_of_another_type_is_told_the_forms_it_may_have(policy, faults_of, text, advice) -> None:
    (fault,) = faults_of(policy, text)
    assert advice in fault.advice
