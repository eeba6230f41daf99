"""A wish is accepted, clearly refused, or nobody knows; an order was placed, clearly refused, or nobody knows."""

import pytest

from panel_refunds_rest_orders.wishes import read_placement, read_wish


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, b"{}", "accepted"),
        (202, b"", "accepted"),
        (200, b'{"error": "too late"}', "refused"),
        (409, b'{"error": "too late"}', "refused"),
        (404, b"<html>", "refused"),
        (200, b"<html>", "unknown"),
        (429, b"", "unknown"),
        (500, b'{"error": "x"}', "unknown"),
        (401, b"", "unknown"),
        (302, b"", "unknown"),
    ],
)
def test_wishes(status, body, outcome):
    assert read_wish(body, status, code="not_cancelable", error_field="error").outcome == outcome


def test_a_refusal_says_why_and_a_refill_has_its_id():
    said = read_wish(b'{"error": "too\\nlate"}', 409, code="not_cancelable", error_field="error")
    assert (said.error.code, said.error.text) == ("not_cancelable", "too late")
    assert read_wish(b'{"r": {"id": 5}}', 200, code="x", error_field="error", id_field="r.id").ref == "5"


@pytest.mark.parametrize(
    ("status", "body", "outcome", "order"),
    [
        (201, b'{"id": 77}', "accepted", "77"),
        (200, b'{"id": "a-1", "error": null}', "accepted", "a-1"),
        (422, b'{"error": "no such service"}', "refused", None),
        (402, b'{"error": "not enough funds"}', "refused", None),
        (422, b'{"id": 77, "error": "busy"}', "unknown", None),
        (422, b"{}", "unknown", None),
        (200, b'{"error": "try again"}', "unknown", None),
        (409, b'{"error": "exists"}', "unknown", None),
        (500, b'{"error": "x"}', "unknown", None),
        (201, b'{"id": "', "unknown", None),
        (404, b"<html>", "unknown", None),
    ],
)
def test_placements(status, body, outcome, order):
    said = read_placement(body, status, id_field="id", error_field="error")
    assert (said.outcome, said.order) == (outcome, order)
