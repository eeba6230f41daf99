"""One line per request, and nothing in it that came from a customer."""

from __future__ import annotations

from structlog.testing import capture_logs
from tests.web.panel import Panel


def test_a_line_names_operation_tenant_key_status_and_time(panel: Panel) -> None:
    with capture_logs() as lines:
        panel.deposit(customer="jane@example.org")

    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["key"].startswith("key_")
    assert line["milliseconds"] >= 0
    assert {name: line[name] for name in ("method", "operation", "status", "tenant")} == {
        "method": "POST",
        "operation": "credit_deposit",
        "status": 201,
        "tenant": "smmpanelus",
    }


def test_no_customer_body_or_key_is_in_any_line(panel: Panel) -> None:
    with capture_logs() as lines:
        panel.deposit(customer="jane@example.org", display="Visa 4242")
        panel.get("/customers/jane@example.org/quote")
        panel.get("/deposits", customer="jane@example.org")
        panel.post("/requests", {"customer": "jane@example.org", "amount": "20.00", "text": "my card 4242"})
        panel.post("/requests", {"customer": "jane@example.org", "amount": "wrong"})
        panel.post("/deposits", {"jane@example.org": 1})

    said = repr(lines)
    assert len(lines) >= 6
    assert "jane" not in said
    assert "4242" not in said
    assert panel.secret not in said


def test_health_checks_are_not_written_down(panel: Panel) -> None:
    with capture_logs() as lines:
        panel.installed.client.get("/healthz")
        panel.installed.client.get("/readyz")

    assert lines == []
