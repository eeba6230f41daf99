"""Where nothing is, it is said; where another policy governs, it is said which."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.web.panel import ROOT, Installed


@pytest.fixture
def without_blog(tmp_path: Path) -> Installed:
    shutil.copytree(ROOT / "tenants" / "smmpanelus", tmp_path / "tenants" / "smmpanelus")
    return Installed(tmp_path)


@pytest.mark.parametrize("path", ["/", "/refunds", "/api/v1/nothing", "/api/v2/orders"])
def test_people_at_an_excluded_host_get_a_page_with_a_link(without_blog: Installed, path: str) -> None:
    answer = without_blog.client.get(path, headers={"host": "blog.smmpanelus.com", "accept": "text/html,*/*;q=0.8"})

    assert answer.status_code == 421
    assert answer.headers["content-type"].startswith("text/html")
    assert '<a href="https://blog.smmpanelus.com/policy">' in answer.text
    without_blog.close()


def test_programs_at_an_excluded_host_get_a_problem_with_a_link(without_blog: Installed) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = without_blog.client.request(method, "/", headers={"host": "x.blog.smmpanelus.com"})
        assert (answer.status_code, answer.json()["code"]) == (421, "site_excluded")
        assert answer.json()["facts"]["policy_url"] == "https://blog.smmpanelus.com/policy"
    without_blog.close()


def test_an_address_without_anything_is_not_found(installed: Installed) -> None:
    answer = installed.client.get("/nothing", headers={"host": "smmpanelus.com"})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/v1/orders", "GET, HEAD, POST"),
        ("PUT", "/api/v1/statuses", "POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("POST", "/api/v1/customers/c1/quote", "GET, HEAD"),
    ],
)
def test_another_method_is_told_which_ones_there_are(
    installed: Installed, method: str, path: str, allowed: str
) -> None:
    answer = installed.client.request(method, path, headers={"host": "smmpanelus.com"})

    assert (answer.status_code, answer.json()["code"]) == (405, "method_unknown")
    assert answer.headers["allow"] == allowed


def test_an_excluded_host_learns_nothing_of_the_addresses_there_are(without_blog: Installed) -> None:
    answer = without_blog.client.delete("/api/v1/orders", headers={"host": "blog.smmpanelus.com"})

    assert (answer.status_code, answer.json()["code"]) == (421, "site_excluded")
    without_blog.close()
