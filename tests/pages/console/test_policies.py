"""Policies: their versions, and what each changes in the one before, in sentences and figures."""

from __future__ import annotations

import shutil

import pytest
from tests.pages.desk.staff import staff_browser
from tests.web.panel import ROOT, Installed

LATER = """
[deposits]
window = { from = "credited", within = { days = 30 } }
[orders.status]
partial = "nothing"
[[exception]]
if = { method = "crypto" }
deposits.refundable = "never"
"""


@pytest.fixture
def versions(tmp_path):
    """A house with three versions of its policy: the first, one in force, one to come."""
    for slug in ("smmpanelus", "smmpanelus-blog", "lumenreach"):
        shutil.copytree(ROOT / "tenants" / slug, tmp_path / "tenants" / slug)
    folder = tmp_path / "tenants" / "smmpanelus" / "policies" / "default"
    (folder / "2025-08-29.toml").write_text("")
    (folder / "2026-03-01.toml").write_text(LATER)
    (folder / "2026-12-01.toml").write_text(LATER)
    made = Installed(tmp_path)
    yield made
    made.close()


def test_versions_say_since_when_they_hold_and_how_much_they_change(versions):
    olga = staff_browser(versions, "operator-olga")
    page = olga.open("/console/policies")
    rows = [row.text for row in page.main.every("tr")][1:]
    assert ["December 1, 2026 To come Nothing" in rows[0], "March 1, 2026 In force 3 changes" in rows[1]] == [
        True,
        True,
    ]
    assert "August 29, 2025 Over The first version" in rows[2]

    page = olga.follow("3 changes")
    assert page.heading == "What changed on March 1, 2026"
    assert "Time to ask: 14 days from" in page
    assert "Time to ask: 30 days from" in page
    assert "deposits.window" in page
    assert "Partly delivered: nothing comes back." in page
    assert "Exception : Paid by: crypto currency" in page or "Exception: Paid by: crypto currency" in page
    assert "It said nothing of this." in page
    assert "The next version is that of December 1, 2026." in page
    assert "Both versions say the same." in olga.open("/console/policies/default@2026-12-01")


def test_the_first_version_and_one_that_is_not_there_have_no_changes(olga):
    assert olga.open("/console/policies/default@2025-08-29").status == 404
    assert olga.open("/console/policies/none@x").status == 404
