"""The stage: the tenant's own rules, one scripted gateway for all of its gateways, nobody else's books."""

import socket

import pytest

from panel_refunds.errors import Refused
from panel_refunds.store import Store
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.stories.stage import Theatre

AT = "at = 2025-09-01T10:00:00"


@pytest.fixture
def staged(read_cases, tmp_path):
    """``staged(tenant, site=…)``: a stage of a tenant."""
    opened = []

    def make(tenant, more=""):
        store = Store("sqlite://")
        theatre = Theatre.open(tenant, store)
        opened.append((theatre, store))
        return theatre.stage(read_cases(f"{AT}, time = 'passes'", more=more)[0])

    yield make
    for theatre, store in opened:
        theatre.close()
        store.close()


def test_every_gateway_of_the_tenant_is_the_scripted_one(staged, small_tenants):
    stage = staged(load_tenant(small_tenants / "harbour"))

    assert set(stage.desk.gateways) == {"manual", "voucher"}
    assert set(stage.desk.gateways.values()) == {stage.gateway}
    assert stage.gateway_name == "manual"


def test_a_story_without_a_site_is_told_on_the_first_host_without_a_wildcard(staged, small_tenants, tenant):
    assert staged(tenant).host == "smmpanelus.com"
    assert staged(load_tenant(small_tenants / "annual")).host == "annual.example"
    assert staged(load_tenant(small_tenants / "harbour")).host == "www.harbour.example"


@pytest.mark.parametrize(
    ("site", "code"),
    [("blog.smmpanelus.com", "site_excluded"), ("notsmmpanelus.com", "not_found"), ("nonsense host", "not_found")],
)
def test_a_host_that_is_not_governed_is_refused_as_the_service_does(staged, tenant, site, code):
    stage = staged(tenant, more=f'site = "{site}"')

    with pytest.raises(Refused) as caught:
        stage.site()
    assert caught.value.code == code


def test_a_story_on_another_site_has_that_sites_policy(staged, small_tenants):
    annual = load_tenant(small_tenants / "annual")

    assert staged(annual, more='site = "eu.annual.example"').policy == "eu"
    assert staged(annual, more='site = "x.annual.example"').policy == "default"


@pytest.mark.parametrize(
    ("word", "remains", "status", "left"),
    [
        ("Partial", 157, "partial", 157),
        ("PARTIAL", "157", "partial", 157),
        ("4", None, "canceled", None),
        ("Partial", -2, "partial", 0),
        ("Partial", "many", "partial", None),
        ("nobody knows", 1, "unknown", 1),
        ("Incorrect order ID", 1, "unknown", 1),
    ],
)
def test_statuses_are_read_as_the_adapter_reads_them(stage, word, remains, status, left):
    state = stage.read_state("o1", word, remains)

    assert (state.status, state.raw_status, state.remains) == (status, word, left)


def test_a_tenant_without_providers_reads_statuses_by_the_same_rules(staged, root):
    stage = staged(load_tenant(root / "tenants" / "smmpanelus-blog"))

    assert stage.provider_name == "smm_v2"
    assert stage.read_state("o1", "Canceled", 5).status == "canceled"


def test_no_socket_is_opened(staged, tenant, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a story opens no socket")

    monkeypatch.setattr(socket, "socket", refuse)

    assert staged(tenant).provider_name == "main"


def test_stories_of_one_theatre_do_not_see_each_other(read_cases, tenant):
    store = Store("sqlite://")
    theatre = Theatre.open(tenant, store)
    (case,) = read_cases(f"{AT}, time = 'passes'")

    assert theatre.stage(case).tenant.id != theatre.stage(case).tenant.id
    theatre.close()
    store.close()
