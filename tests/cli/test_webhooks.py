"""``webhooks`` says what to enter at a gateway, and shows no secret."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds.flows.apply_hint import apply_hint
from panel_refunds.flows.hear_provider import note_hints
from panel_refunds.ports import OrderHint
from panel_refunds.web.webhooks import address_of, provider_address_of

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


REST = """
[order_providers.upstream]
use = "rest"
url = "https://upstream.example/v1"
key = { env = "SHOP_UPSTREAM_KEY" }
webhooks = "standard"
webhook_secrets = [{ env = "SHOP_UPSTREAM_WHSEC" }]

[order_providers.silent]
use = "rest"
url = "https://silent.example/v1"
key = { env = "SHOP_UPSTREAM_KEY" }
"""


def test_an_order_provider_that_pushes_is_told_beside_them(run, root, with_desk, monkeypatch):
    file = root / "tenants" / "my-panel" / "tenant.toml"
    file.write_text(file.read_text().replace("plugins = [", 'plugins = ["rest_orders", ') + REST)
    monkeypatch.setenv("SHOP_UPSTREAM_KEY", "upstream-key")
    monkeypatch.setenv("SHOP_UPSTREAM_WHSEC", "whsec_c2VjcmV0")
    address = f"https://panel.example/webhooks/{provider_address_of('my-panel', 'upstream')}"

    def ignore(desk):
        note_hints(desk, "upstream", [OrderHint("evt_1", ("77",))])
        apply_hint(replace(desk, now=lambda: desk.now() + timedelta(hours=2)), "upstream", "evt_1")

    with_desk(ignore)
    told = run("webhooks", "--root", root).stdout
    [heard] = json.loads(run("webhooks", "--root", root, "--json").stdout)

    assert f"my-panel / upstream\n  address  {address}\n  secrets  env SHOP_UPSTREAM_WHSEC: set" in told
    assert "ignored  events that named orders which are not ours: 1" in told
    assert (heard["provider"], heard["address"], heard["not_ours"]) == ("upstream", address, 1)
    assert "c2VjcmV0" not in told


def test_where_no_gateway_has_webhooks_that_is_said(run, root):
    assert "no gateway and no order provider here has webhooks" in run("webhooks", "--root", root).stdout
