"""Why a file says nothing."""

from datetime import timedelta

from panel_refunds_csv_orders.faults import UnreadableError


def test_it_says_why_and_whether_waiting_helps():
    assert (str(UnreadableError("why")), UnreadableError("why").retry_after) == ("why", None)
    assert UnreadableError("why", timedelta(seconds=7)).retry_after == timedelta(seconds=7)
