"""The tenants that come with the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.resolve import rules_for_deposit, rules_for_order
from panel_refunds.policy.settings import Rules
from panel_refunds.tenants.hosts import Excluded, Governed, HostMap
from panel_refunds.tenants.installation import Installation, load_installation
from panel_refunds.tenants.tenant import SecretRef

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Installation:
    return load_installation(ROOT)


def test_the_first_tenant_is_every_default(shipped) -> None:
    tenant = shipped.get_tenant("smmpanelus")
    (version,) = tenant.policies["default"]
    assert version.label == "default@2025-08-29"
    assert version.rules == Rules()
    assert version.exceptions == ()
    assert (tenant.currency, tenant.calendar.zone.key, tenant.governing) == ("USD", "America/New_York", "at_deposit")
    assert tenant.plugins == ("smm_v2", "stripe")
    assert tenant.order_providers["main"].settings["key"] == SecretRef("env", "SMMPANELUS_PROVIDER_KEY")
    assert tenant.gateways["stripe"].settings["key"] == SecretRef("env", "SMMPANELUS_STRIPE_KEY")
    assert list(tenant.gateways) == ["manual", "stripe"]


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("SmmPanelUS.com", "smmpanelus"),
        ("www.smmpanelus.com:443", "smmpanelus"),
        ("blog.smmpanelus.com", "smmpanelus-blog"),
        ("x.y.blog.smmpanelus.com.", "smmpanelus-blog"),
        ("lumenreach.example", "lumenreach"),
        ("EN.sadaf.example", "sadaf"),
    ],
)
def test_every_host_finds_its_tenant(shipped, host, slug) -> None:
    found = shipped.hosts.resolve(host)
    assert isinstance(found, Governed)
    assert found.tenant.slug == slug


@pytest.mark.parametrize("host", ["blog.smmpanelus.com", "x.blog.smmpanelus.com"])
def test_without_the_blog_s_tenant_its_hosts_are_excluded_and_say_who_governs_them(shipped, host) -> None:
    found = HostMap.build([shipped.get_tenant("smmpanelus")]).resolve(host)
    assert isinstance(found, Excluded)
    assert found.policy_url == "https://blog.smmpanelus.com/policy"


def test_the_blog_has_clearly_another_policy(shipped) -> None:
    (version,) = shipped.get_tenant("smmpanelus-blog").policies["default"]
    assert version.rules.deposits.refundable == "discretion"
    assert version.rules.order_refunds.withdrawable == "never"
    assert version.rules.review.approvers == ("editor", "finance")


def test_the_third_brand_has_rules_of_its_own(shipped) -> None:
    tenant = shipped.get_tenant("lumenreach")
    (version,) = tenant.policies["default"]
    rules = version.rules
    assert (tenant.currency, tenant.calendar.zone.key, tenant.languages) == ("EUR", "Europe/Berlin", ("de", "en"))
    assert rules.deposits.window.start == "last_use"
    assert rules.deposits.window.within == Span(Unit.MONTHS, 6)
    assert rules.deposits.processor_fee == "by_share"
    assert rules.deposits.own_fee.percent_ppm == 25_000
    assert rules.review.auto_approve is not None
    assert rules.review.auto_approve.up_to.find("EUR") == 50 * 10**8
    assert (list(tenant.fraud_checks), list(tenant.rules), list(tenant.notifiers)) == (
        ["shared_account"],
        ["review_above"],
        ["log"],
    )


def test_the_third_brand_keeps_crypto_on_the_balance(shipped) -> None:
    (version,) = shipped.get_tenant("lumenreach").policies["default"]
    crypto = rules_for_deposit(version, method="crypto", gateway="manual")
    assert (crypto.deposits.refundable, crypto.order_refunds.withdrawable) == ("never", "never")
    assert rules_for_deposit(version, method="card", gateway="manual").deposits.refundable == "right"


def test_the_third_brand_looks_at_partial_orders_of_one_provider(shipped) -> None:
    (version,) = shipped.get_tenant("lumenreach").policies["default"]
    assert rules_for_order(version, provider="south", service="1").status["partial"] == "ask_person"
    assert rules_for_order(version, provider="north", service="1").status["partial"] == "undelivered"


def test_the_brand_that_reads_from_the_right_is_like_no_other(shipped) -> None:
    tenant = shipped.get_tenant("sadaf")
    (version,) = tenant.policies["default"]
    assert (tenant.currency, tenant.languages) == ("KWD", ("ar", "en", "pt-BR"))
    assert tenant.calendar.weekend == {4, 5}
    assert version.rules.deposits.used_at_most_percent == 0
    house, abroad = (shipped.hosts.resolve(host).site.brand for host in ("sadaf.example", "en.sadaf.example"))
    assert (house.name, abroad.name) == ("صدف", "Sadaf")
    assert house.light == abroad.light
    others = [other.brand for other in shipped.tenants.values() if other is not tenant]
    assert all(other.light.ground is None and other.heading_font is None for other in others)


def test_what_the_language_s_proposal_says_of_built_settings_is_accepted(policy) -> None:
    example = ROOT.parent / "shared" / "tenant-example.toml"
    if not example.is_file():
        pytest.skip("../shared/tenant-example.toml is not here")
    text = example.read_text(encoding="utf-8").partition("\n[deposits]\n")[2]
    later = (
        "newest_only", "pays", "not_started_after", "undelivered_after", "late", "identity_check", "suspended",
        "dormant", "  ",
    )  # fmt: skip
    kept, table = ["[deposits]"], ""
    for line in text.splitlines():
        table = line if line.startswith("[") else table
        if not line.startswith(("#", *later)) and not table.startswith(("[complaints]", "[disputes]")):
            kept.append(line)
    assert policy("\n".join(kept), "USD").rules == Rules()
