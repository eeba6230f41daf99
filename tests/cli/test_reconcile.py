"""``reconcile`` names what differs between the books and a gateway: as a table, as JSON, as CSV, with an exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.testing.fake_stripe import FakeStripe

GATEWAY = """
[gateways.card]
use = "stripe"
mode = "test"
key = {{ env = "MY_PANEL_STRIPE_KEY" }}
api_base = "{url}"
"""


@pytest.fixture
def stripe(root, monkeypatch) -> Iterator[FakeStripe]:
    """A fake Stripe that the installation takes cards with."""
    with FakeStripe() as fake:
        monkeypatch.setenv("MY_PANEL_STRIPE_KEY", fake.secret_key)
        file = root / "tenants/my-panel/tenant.toml"
        lines = file.read_text(encoding="utf-8").splitlines()
        plugins = [number for number, line in enumerate(lines) if line.startswith("plugins = [")]
        if plugins:
            lines[plugins[0]] = lines[plugins[0]].replace("[", '["stripe", ', 1)
        else:
            lines.insert(0, 'plugins = ["stripe"]')
        file.write_text("\n".join(lines) + GATEWAY.format(url=fake.url), encoding="utf-8")
        yield fake


@pytest.fixture
def charge(stripe, with_desk) -> str:
    """A card payment of 50.00 of maya's, of which somebody paid 10.00 back by hand."""
    paid = stripe.add_charge(5000, fee=175)
    with_desk(lambda desk: verify_and_credit(desk, PaymentTaken("maya", "card", paid.charge, Money.of("50", "USD"))))
    stripe.refund_in_dashboard(paid.charge, 1000)
    return paid.charge


def test_a_person_sees_every_gateway_and_what_differs(run, root, charge):
    done = run("reconcile", "--root", root)

    assert done.exit_code == 1
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines[0].startswith("my-panel: card: look (1 compared since 20")
    assert lines[0].endswith("; 1 difference, 1 left)")
    assert lines[1] == "my-panel: manual: not compared (0 deposits not compared: it keeps nothing to compare with)"
    assert f"found  external_refund  {charge}" in done.stdout
    assert "0.00 USD  10.00 USD" in done.stdout
    assert lines[-1].startswith("external_refund: More was paid back at the gateway")
    assert done.stderr == ""


def test_repairing_ends_in_order_and_a_second_run_has_nothing_to_say(run, root, charge):
    first = run("reconcile", "--root", root, "--repair")
    second = run("reconcile", "--root", root, "--repair")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "repaired  external_refund" in first.stdout
    assert second.stdout.splitlines()[0].startswith("my-panel: card: in order (1 compared since 20")


def test_a_program_reads_it_as_json(run, root, charge):
    told = json.loads(run("reconcile", "--root", root, "--json").stdout)["my-panel"]

    assert told["ok"] is False
    assert [(each["gateway"], each["ok"], each["compared"]) for each in told["gateways"]] == [
        ("card", False, 1),
        ("manual", True, 0),
    ]
    (difference,) = told["differences"]
    assert (difference["code"], difference["outcome"]) == ("external_refund", "found")
    assert (difference["about"], difference["ours"], difference["theirs"]) == (charge, "0.00 USD", "10.00 USD")


def test_a_spreadsheet_reads_it_as_csv_from_a_file_or_the_output(run, root, charge, tmp_path):
    done = run("reconcile", "--root", root, "--csv", "-")
    into_file = run("reconcile", "--root", root, "--csv", tmp_path / "differences.csv")

    (line,) = csv.DictReader(io.StringIO(done.stdout))
    assert (line["tenant"], line["gateway"], line["code"], line["about"]) == (
        *("my-panel", "card", "external_refund"),
        charge,
    )
    assert (tmp_path / "differences.csv").read_text(encoding="utf-8") == done.stdout
    assert into_file.stdout.startswith("my-panel: card: look")
    assert {done.exit_code, into_file.exit_code} == {1}


def test_only_one_gateway_and_only_what_is_young(run, root, charge):
    one = json.loads(run("reconcile", "--root", root, "--json", "--gateway", "manual").stdout)
    today = run("reconcile", "--root", root, "--gateway", "card", "--since", "2020-01-01")

    assert [each["gateway"] for each in one["my-panel"]["gateways"]] == ["manual"]
    assert "1 compared since 2020-01-01" in today.stdout


def test_a_gateway_that_does_not_answer_ends_with_one(run, root, charge, stripe):
    stripe.revoke_key(stripe.secret_key)

    done = run("reconcile", "--root", root)

    assert done.exit_code == 1
    assert "stopped: " in done.stdout
    assert "gateway_misconfigured" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "yesterday"), "'yesterday' is no date; write it like 2026-03-02"),
        (("--since", "2999-01-01"), "'2999-01-01' is in the future"),
        (("--gateway", "paypal"), "there is no gateway 'paypal'; known: manual"),
        (("--tenant", "other"), "there is no tenant 'other'; known: my-panel"),
        (("--json", "--csv", "-"), "--json and --csv - both want the output"),
    ],
)
def test_what_cannot_be_used_is_said(run, root, words, said):
    done = run("reconcile", "--root", root, *words)

    assert done.exit_code == 2
    assert said in done.stderr


def test_a_file_that_cannot_be_written_is_named(run, root, tmp_path):
    done = run("reconcile", "--root", root, "--csv", tmp_path / "no" / "such.csv")

    assert done.exit_code == 2
    assert "No such file or directory" in done.stderr
