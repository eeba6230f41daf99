"""``webhooks`` says what to enter at a gateway, and shows no secret."""

import json

import pytest

from panel_refunds.web.webhooks import address_of

STRIPE = """
[gateways.stripe]
mode = "test"
key = { env = "SHOP_STRIPE_KEY" }
webhook_secrets = [{ env = "SHOP_STRIPE_WHSEC" }, { file = "old.txt" }]
"""


@pytest.fixture
def with_stripe(root, monkeypatch):
    file = root / "tenants" / "my-panel" / "tenant.toml"
    text = file.read_text().replace("plugins = [", 'plugins = ["stripe", ')
    assert '"stripe"' in text
    file.write_text(text + STRIPE)
    monkeypatch.setenv("SHOP_STRIPE_KEY", "sk_test_1")
    monkeypatch.setenv("SHOP_STRIPE_WHSEC", "whsec_very_secret")
    return root


def test_address_events_and_where_secrets_come_from_are_told(run, with_stripe):
    done = run("webhooks", "--root", with_stripe)

    assert done.exit_code == 0, done.output
    assert f"https://panel.example/webhooks/{address_of('my-panel', 'stripe')}" in done.stdout
    assert "secrets  env SHOP_STRIPE_WHSEC: set, file old.txt: NOT SET" in done.stdout
    assert "refund.failed" in done.stdout
    assert "whsec_very_secret" not in done.output


def test_a_program_reads_it_for_another_address(run, with_stripe):
    done = run("webhooks", "--root", with_stripe, "--at", "http://127.0.0.1:8086/", "--json")
    [stripe] = json.loads(done.stdout)

    assert (stripe["tenant"], stripe["gateway"]) == ("my-panel", "stripe")
    assert stripe["address"] == f"http://127.0.0.1:8086/webhooks/{address_of('my-panel', 'stripe')}"
    assert [secret["set"] for secret in stripe["secrets"]] == [True, False]


def test_where_no_gateway_has_webhooks_that_is_said(run, root):
    assert "no gateway here has webhooks" in run("webhooks", "--root", root).stdout
