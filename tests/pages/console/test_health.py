"""Health: what needs a look stands first, with its figure in words and a way to mend it."""

from __future__ import annotations

from datetime import timedelta

from tests.pages.desk.staff import staff_browser


def test_a_quiet_tenant_needs_nobody_but_for_the_webhooks_that_never_came(olga):
    page = olga.open("/console")

    assert page.heading == "1 thing needs a look"
    assert "None has come yet. Check the address that the gateway sends them to." in page
    assert "No request waits for an answer." in page
    assert "What became of every refund is known." in page
    assert "Every message arrived or is on its way." in page


def test_what_is_late_silent_or_stopped_leads_to_where_it_is_mended(installed, panel):
    panel.deposit()
    request = panel.request()["id"]
    panel.post("/gateways/manual/stop", {"by": "operator-olga", "text": "The key was rolled."})
    with installed.service.desk("smmpanelus").begin() as books:
        books.note_poll("main", installed.at - timedelta(hours=2), "timeout")
    installed.passes(days=9)

    page = staff_browser(installed, "operator-olga").open("/console")
    assert "1 request waits for an answer. It was due" in page
    assert page.links["Open the first request"] == f"/desk/requests/{request}"
    assert "The key was rolled." in page
    assert 'href="/desk/gateways/manual"' in page.html
    assert "timeout" in page
    assert page.links["See the plugin"] == "/console/plugins#order_providers.main"
    assert "due and not begun" in page
    assert page.html.index("! Needs a look") < page.html.index("✓ Good")


def test_another_tenant_sees_nothing_of_it(installed, panel):
    panel.deposit()
    panel.request()

    assert "No request waits for an answer." in staff_browser(installed, "operator-x", "lumenreach").open("/console")
