"""Hosts find their tenant: the more specific wins, exclusions hold, nothing is claimed twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.hosts import Excluded, Governed, HostMap, Unknown
from panel_refunds.tenants.sites import covers
from panel_refunds.tenants.tenant import Place, Site, Tenant
from panel_refunds.tenants.tenant_file import load_tenant

SHIPPED = Path(__file__).parents[2] / "tenants"
MAIN = Site(
    ("panel.example", "*.panel.example"), "default", ("blog.panel.example",), "https://blog.panel.example/policy"
)


@pytest.fixture(scope="module")
def model() -> Tenant:
    return load_tenant(SHIPPED / "smmpanelus")


def _tenant(model: Tenant, slug: str, *sites: Site) -> Tenant:
    from dataclasses import replace

    return replace(model, slug=slug, folder=Path(slug), sites=sites)


def _answer(hosts: HostMap, host: str) -> str:
    found = hosts.resolve(host)
    return type(found).__name__ if isinstance(found, Unknown) else f"{type(found).__name__} {found.tenant.slug}"


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("panel.example", "Governed main"),
        ("PANEL.example.:443", "Governed main"),
        ("shop.panel.example", "Governed main"),
        ("a.b.c.panel.example", "Governed main"),
        ("blog.panel.example", "Excluded main"),
        ("x.blog.panel.example", "Excluded main"),
        ("x.y.blog.panel.example:8443", "Excluded main"),
        ("myblog.panel.example", "Governed main"),
        ("blog.panel.example.evil.example", "Unknown"),
        ("notpanel.example", "Unknown"),
        ("example", "Unknown"),
        ("127.0.0.1", "Unknown"),
        ("[::1]", "Unknown"),
        ("panel.example/..", "Unknown"),
        ("", "Unknown"),
    ],
)
def test_a_host_finds_its_site_or_the_page_that_says_who_governs_it(model, host, answer) -> None:
    assert _answer(HostMap.build([_tenant(model, "main", MAIN)]), host) == answer


def test_an_excluded_host_knows_where_its_policy_is(model) -> None:
    found = HostMap.build([_tenant(model, "main", MAIN)]).resolve("blog.panel.example")
    assert isinstance(found, Excluded)
    assert found.policy_url == "https://blog.panel.example/policy"


def test_a_host_excluded_by_one_and_claimed_by_another_belongs_to_the_other(model) -> None:
    blog = _tenant(model, "blog", Site(("blog.panel.example",), "default"))
    hosts = HostMap.build([_tenant(model, "main", MAIN), blog])
    assert _answer(hosts, "blog.panel.example") == "Governed blog"
    assert _answer(hosts, "x.blog.panel.example") == "Excluded main"


def test_a_less_specific_claim_of_another_still_gets_what_is_excluded(model) -> None:
    wide = _tenant(model, "wide", Site(("*.example",), "default"))
    hosts = HostMap.build([_tenant(model, "main", MAIN), wide])
    assert _answer(hosts, "x.blog.panel.example") == "Governed wide"
    assert _answer(hosts, "x.panel.example") == "Governed main"


def test_the_more_specific_pattern_wins_among_tenants_and_sites(model) -> None:
    first = _tenant(model, "first", Site(("*.example",), "a"), Site(("*.deep.example",), "b"))
    second = _tenant(model, "second", Site(("x.deep.example",), "c"))
    hosts = HostMap.build([first, second])
    assert _answer(hosts, "x.deep.example") == "Governed second"
    found = hosts.resolve("y.deep.example")
    assert isinstance(found, Governed)
    assert found.site.policy == "b"


def test_an_excluded_subtree_may_be_another_site_of_the_same_tenant(model) -> None:
    blog = Site(("*.blog.panel.example",), "blog")
    hosts = HostMap.build([_tenant(model, "main", MAIN, blog)])
    found = hosts.resolve("x.blog.panel.example")
    assert isinstance(found, Governed)
    assert found.site is blog
    assert _answer(hosts, "blog.panel.example") == "Excluded main"


@pytest.mark.parametrize("pattern", ["panel.example", "*.panel.example"])
def test_a_pattern_claimed_twice_is_an_error_that_names_both_files(model, pattern) -> None:
    places = [{pattern: Place(Path(name) / "tenant.toml", 7)} for name in ("one", "two")]
    tenants = [
        _tenant(model, place, Site((pattern,), "default", places=at))
        for place, at in zip(("one", "two"), places, strict=True)
    ]
    with pytest.raises(TenantFileError) as caught:
        HostMap.build(tenants)
    first, second = (str(fault) for fault in caught.value.faults)
    assert first.startswith(str(Path("one/tenant.toml:7")))
    assert str(Path("two/tenant.toml:7")) in first
    assert second.startswith(str(Path("two/tenant.toml:7")))


def test_two_sites_of_one_tenant_cannot_claim_one_host_either(model) -> None:
    with pytest.raises(TenantFileError, match="claimed twice"):
        HostMap.build([_tenant(model, "one", Site(("a.example",), "x"), Site(("a.example",), "y"))])


_labels = st.sampled_from(["a", "b", "c"])
_names = st.lists(_labels, min_size=1, max_size=4).map(".".join)
_patterns = st.tuples(st.booleans(), _names).map(lambda made: f"*.{made[1]}" if made[0] else made[1])


@given(
    hosts=st.lists(_patterns, min_size=1, max_size=4, unique=True),
    excluded=st.lists(_patterns, max_size=3),
    host=_names,
)
def test_one_tenant_governs_exactly_what_its_most_specific_pattern_says(hosts, excluded, host) -> None:
    model = load_tenant(SHIPPED / "smmpanelus")
    excluded = [pattern for pattern in dict.fromkeys(excluded) if pattern not in hosts]
    answer = HostMap.build([_tenant(model, "one", Site(tuple(hosts), "p", tuple(excluded)))]).resolve(host)

    def reach(pattern: str) -> int:
        """How specific: an exact name beats every wildcard, a longer one a shorter."""
        return 100 if not pattern.startswith("*.") else len(pattern.split("."))

    claims = [reach(pattern) for pattern in hosts if covers(pattern, host)]
    below = [*excluded, *(f"*.{pattern}" for pattern in excluded if not pattern.startswith("*."))]
    denials = [reach(pattern) for pattern in below if covers(pattern, host)]
    if claims and max(claims) >= max(denials, default=0):
        assert isinstance(answer, Governed)
    elif denials:
        assert isinstance(answer, Excluded)
    else:
        assert isinstance(answer, Unknown)


@given(st.text(max_size=40))
def test_no_text_makes_resolving_fail_or_finds_a_stranger(text) -> None:
    model = load_tenant(SHIPPED / "smmpanelus")
    found = HostMap.build([model]).resolve(text)
    assert isinstance(found, Unknown) or "smmpanelus" in text.casefold()


@pytest.mark.parametrize("host", ["panel.example", "x.panel.example:443"])
def test_a_key_on_its_own_host_speaks_of_that_site(model, host) -> None:
    assert HostMap.build([_tenant(model, "main", MAIN)]).site_for_key(host, "main") is MAIN


@pytest.mark.parametrize("host", ["127.0.0.1:8086", "[::1]:8086", "localhost:8086", "refunds"])
def test_a_key_at_a_bare_address_speaks_of_the_first_site(model, host) -> None:
    second = Site(("other.example",), "default")
    assert HostMap.build([_tenant(model, "main", MAIN, second)]).site_for_key(host, "main") is MAIN


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("blog.panel.example", "site_excluded"),
        ("x.blog.panel.example", "site_excluded"),
        ("other.example", "not_found"),
        ("unheard.example", "not_found"),
        ("not a host", "not_found"),
        ("", "not_found"),
    ],
)
@pytest.mark.parametrize("blog_claimed", [True, False])
def test_a_key_whose_tenant_is_not_the_host_s_is_refused(model, host, code, blog_claimed) -> None:
    tenants = [_tenant(model, "main", MAIN), _tenant(model, "other", Site(("other.example",), "default"))]
    if blog_claimed:
        tenants.append(_tenant(model, "blog", Site(("blog.panel.example", "*.blog.panel.example"), "default")))
    with pytest.raises(Refused) as caught:
        HostMap.build(tenants).site_for_key(host, "main")
    assert caught.value.code == code
    assert ("policy_url" in caught.value.facts) == (code == "site_excluded")


def test_a_bare_address_claimed_by_another_tenant_is_not_ours(model) -> None:
    tenants = [_tenant(model, "main", MAIN), _tenant(model, "local", Site(("localhost",), "default"))]
    with pytest.raises(Refused, match="not_found"):
        HostMap.build(tenants).site_for_key("localhost", "main")
