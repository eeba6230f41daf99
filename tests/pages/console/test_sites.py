"""Sites: hosts, the policy that governs them, and what is left out."""

from __future__ import annotations


def test_hosts_stand_with_their_policy_and_what_is_left_out(installed, olga):
    page = olga.open("/console/sites")

    for site in installed.service.desk("smmpanelus").tenant.sites:
        for host in (*site.hosts, *site.excluded):
            assert host in page
    assert "In force since August 29, 2025." in page
    assert page.links["default"] == "/policy/default@2025-08-29"
