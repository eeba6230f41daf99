"""An HTTP status says what became of a whole reply."""

import pytest

from panel_refunds_rest_orders.faults import fault_of_status


@pytest.mark.parametrize(
    ("status", "code"),
    [(200, None), (204, None), (301, "unreadable"), (400, "unreadable"), (401, "auth"), (403, "auth"), (404, "unreadable"),
     (429, "rate_limited"), (500, "server_error"), (502, "server_error"), (503, "service_unavailable")],
)  # fmt: skip
def test_statuses(status, code):
    fault = fault_of_status(status)
    assert (fault.error.code if fault else None) == code
