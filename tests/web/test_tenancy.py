"""The key decides the tenant, the host may only agree with it. (Clause 1.1)"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.web.panel import ROOT, Installed, Panel


@pytest.mark.parametrize(
    "host",
    [
        "smmpanelus.com",
        "www.smmpanelus.com",
        "a.b.c.smmpanelus.com",
        "SMMPanelUS.com",
        "smmpanelus.com:443",
        "smmpanelus.com.",
        # An address, or a name as a panel calls a service beside it, names no site and contradicts nothing.
        "127.0.0.1:8086",
        "localhost:8086",
        "[::1]:8086",
        "refunds",
    ],
)
def test_every_spelling_of_the_tenants_hosts_is_its_own(panel: Panel, host: str) -> None:
    panel.host = host

    assert panel.get("/policy")["policy"] == "default"


@pytest.mark.parametrize(
    "host", ["lumenreach.example", "smmpanelus.example", "xsmmpanelus.com", "com", "a b", "..", ""]
)
def test_any_other_host_does_not_exist_for_the_key(panel: Panel, host: str) -> None:
    panel.host = host
    answer = panel.get("/policy")

    if host == "com":
        assert answer.status == 200  # a name without a dot is a neighbour's
    else:
        assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize("host", ["blog.smmpanelus.com", "x.blog.smmpanelus.com"])
def test_a_host_that_the_keys_tenant_excludes_is_not_governed_though_another_tenant_claims_it(
    installed: Installed, panel: Panel, host: str
) -> None:
    panel.host = host
    answer = panel.get("/policy")
    assert (answer.status, answer.code) == (421, "site_excluded")
    assert answer["facts"] == {"policy_url": "https://blog.smmpanelus.com/policy"}
    assert answer.headers["link"] == '<https://blog.smmpanelus.com/policy>; rel="terms-of-service"'

    owner = installed.panel("smmpanelus-blog")
    owner.host = host
    assert owner.get("/policy").status == 200


def test_a_write_to_an_excluded_host_changes_nothing(panel: Panel) -> None:
    panel.deposit()
    panel.host = "blog.smmpanelus.com"
    assert panel.post("/requests", {"customer": "c1", "amount": "all"}).code == "site_excluded"
    panel.host = "smmpanelus.com"
    assert panel.get("/requests")["items"] == []


@pytest.fixture
def without_blog(tmp_path: Path) -> Installed:
    for slug in ("smmpanelus", "lumenreach"):
        shutil.copytree(ROOT / "tenants" / slug, tmp_path / "tenants" / slug)
    return Installed(tmp_path)


@pytest.mark.parametrize("secret", [None, "pr_live_nobody"])
@pytest.mark.parametrize(
    ("host", "status", "code"),
    [
        ("smmpanelus.com", 401, "not_signed_in"),
        ("127.0.0.1", 401, "not_signed_in"),
        ("blog.smmpanelus.com", 421, "site_excluded"),
        ("deep.blog.smmpanelus.com", 421, "site_excluded"),
        ("nobody.example", 404, "not_found"),
    ],
)
def test_without_a_key_the_host_alone_says_what_is_told(
    without_blog: Installed, secret: str | None, host: str, status: int, code: str
) -> None:
    stranger = Panel(without_blog, "smmpanelus", "x", host)
    header = {"authorization": None if secret is None else f"Bearer {secret}"}

    answer = stranger.call("GET", "/policy", headers=header)

    assert (answer.status, answer.code) == (status, code)
    without_blog.close()


def test_a_forwarded_host_from_nobody_we_trust_is_not_believed(panel: Panel) -> None:
    answer = panel.call("GET", "/policy", headers={"x-forwarded-host": "blog.smmpanelus.com"})

    assert answer["site"] == "smmpanelus.com"


def test_the_key_of_a_tenant_that_is_gone_is_not_signed_in(tmp_path: Path) -> None:
    for slug in ("smmpanelus", "lumenreach"):
        shutil.copytree(ROOT / "tenants" / slug, tmp_path / "tenants" / slug)
    installed = Installed(tmp_path)
    other = installed.panel("lumenreach")
    shutil.rmtree(tmp_path / "tenants" / "lumenreach")
    installed.service.reload()
    other.host = "127.0.0.1"

    assert other.get("/policy").code == "not_signed_in"
    installed.close()


def test_the_host_on_which_a_customer_asks_may_be_named(panel: Panel) -> None:
    panel.deposit()
    assert panel.request(site="www.smmpanelus.com")["site"] == "www.smmpanelus.com"


@pytest.mark.parametrize(
    ("site", "code"),
    [("blog.smmpanelus.com", "site_excluded"), ("lumenreach.example", "not_found"), ("nobody.example", "not_found")],
)
def test_a_named_host_is_judged_like_the_one_called(panel: Panel, site: str, code: str) -> None:
    panel.deposit()
    asked = {"customer": "c1", "amount": "all", "subject": "Refund Request", "site": site}

    assert panel.post("/requests", asked).code == code
    assert panel.get("/customers/c1/quote", site=site).code == code
    assert panel.get("/requests")["items"] == []
