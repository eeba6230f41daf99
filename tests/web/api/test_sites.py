"""The sites over HTTP: hosts, policy, and what is left out."""

from __future__ import annotations


def test_hosts_stand_with_the_policy_that_governs_them(installed, panel, other):
    (site, *_) = panel.get("/sites")["items"]
    tenant = installed.service.desk("smmpanelus").tenant

    assert site["hosts"] == list(tenant.sites[0].hosts)
    assert site["excluded"] == list(tenant.sites[0].excluded)
    assert (site["policy"], site["version"]) == ("default", "default@2025-08-29")
    assert "smmpanelus.com" not in str(other.get("/sites").body)
