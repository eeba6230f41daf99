"""Sites: host patterns in their one form, and exclusions that exclude something."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.sites import covers, parse_sites
from panel_refunds.tenants.tenant_file import load_tenant


def test_patterns_are_brought_to_their_one_form_and_keep_their_lines(written) -> None:
    (site,) = parse_sites(
        written('[[sites]]\nhosts = [\n  "BÜCHER.example.",\n  "*.Panel.example",\n  "127.0.0.1",\n]\n')
    )
    assert site.hosts == ("xn--bcher-kva.example", "*.panel.example", "127.0.0.1")
    assert [place.line for place in site.places.values()] == [3, 4, 5]
    assert (site.policy, site.excluded, site.excluded_policy_url) == ("default", (), None)


def test_a_site_keeps_its_exclusions_policy_and_address(written) -> None:
    text = (
        '[[sites]]\nhosts = ["a.example", "*.a.example"]\npolicy = "gold"\n'
        'except = ["Blog.a.example"]\nexcept_policy_url = "https://blog.a.example/policy"\n'
    )
    (site,) = parse_sites(written(text))
    assert (site.policy, site.excluded) == ("gold", ("blog.a.example",))
    assert site.excluded_policy_url == "https://blog.a.example/policy"


@pytest.mark.parametrize(
    ("lines", "key", "what"),
    [
        ("hosts = []", "sites[0].hosts", "names no host"),
        ('hosts = "a.example"', "sites[0].hosts", "is text"),
        ("policy = 'default'", "sites[0]", '"hosts" is missing'),
        ('hosts = ["a.example", "A.example."]', "sites[0].hosts[1]", "twice"),
        ('hosts = ["*"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["a.*.example"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["https://a.example"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["a.example:443"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["*.10.0.0.1"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["[::1]"]', "sites[0].hosts[0]", "no host pattern"),
        ('hosts = ["a.example"]\nexcept = ["b.a.example"]', "sites[0].except[0]", "outside of hosts"),
        ('hosts = ["*.a.example"]\nexcept = ["a.example"]', "sites[0].except[0]", "outside of hosts"),
        ('hosts = ["*.a.example"]\nexcept = ["*.a.example"]', "sites[0].except[0]", "in hosts as well"),
        ('hosts = ["*.a.example"]\nexcept = ["*.example"]', "sites[0].except[0]", "outside of hosts"),
        ('hosts = ["*.a.example"]\nexcept = []', "sites[0].except", "names no host"),
        ('hosts = ["a.example"]\nexcept_policy_url = "https://b.example"', "sites[0].except_policy_url", "nothing to"),
        (
            'hosts = ["*.a.example"]\nexcept = ["b.a.example"]\nexcept_policy_url = "javascript:1"',
            "sites[0].except_policy_url",
            "no web address",
        ),
        (
            'hosts = ["*.a.example"]\nexcept = ["b.a.example"]\nexcept_policy_url = "http://[x"',
            "sites[0].except_policy_url",
            "no web address",
        ),
        ('hosts = ["a.example"]\nexcepts = ["b"]', "sites[0].excepts", "not a known key"),
    ],
)
def test_a_site_that_cannot_be_meant_is_refused_at_its_line(written, faults_of, lines, key, what) -> None:
    (fault,) = faults_of(parse_sites, written(f"[[sites]]\n{lines}\n"))
    assert fault.key == key
    assert fault.place.line == (1 if key == "sites[0]" else 1 + len(lines.splitlines()))
    assert what in fault.text


def test_an_empty_list_of_sites_is_refused(written, faults_of) -> None:
    (fault,) = faults_of(parse_sites, written("sites = []"))
    assert fault.key == "sites"


@pytest.mark.parametrize(
    ("pattern", "other", "answer"),
    [
        ("a.example", "a.example", True),
        ("a.example", "b.a.example", False),
        ("*.a.example", "b.a.example", True),
        ("*.a.example", "c.b.a.example", True),
        ("*.a.example", "a.example", False),
        ("*.a.example", "ba.example", False),
        ("*.a.example", "*.a.example", True),
        ("*.a.example", "*.b.a.example", True),
        ("*.b.a.example", "*.a.example", False),
    ],
)
def test_a_wildcard_covers_everything_below_and_not_the_name_itself(pattern, other, answer) -> None:
    assert covers(pattern, other) is answer


def test_an_origin_is_the_beginning_of_an_address_and_no_more(write_tenant) -> None:
    portal = '[portal]\naddress = "https://refunds.shop.example"\nframed_by = ["https://shop.example:8443"]\n'
    read = load_tenant(write_tenant(more=portal)).portal
    assert (read.address, read.framed_by) == ("https://refunds.shop.example", ("https://shop.example:8443",))

    for wrong in ("https://shop.example/", "https://Shop.example", "https://me@shop.example", "shop.example"):
        with pytest.raises(TenantFileError, match=r"portal\.address"):
            load_tenant(write_tenant(more=f'[portal]\naddress = "{wrong}"\n'))
