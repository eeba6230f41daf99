"""A panel with a dialect: the ordinary panel behind other names and places."""

from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from panel_refunds.testing.upstream_panel import Dialect, UpstreamPanel
from panel_refunds.testing.upstream_panel.dialect import Patience

KEY = "k-42"


@pytest.fixture
def client():
    with httpx2.Client(timeout=10) as open_client:
        yield open_client


def test_it_is_asked_in_its_own_names_and_answers_in_its_own_places(client):
    dialect = Dialect(
        method="GET",
        key_header="Authorization",
        key_prefix="Bearer ",
        parameters={"action": "method", "orders": "ids"},
        actions={"status": "orderStatus"},
        separator="|",
        fields={"status": "data.state", "remains": "left", "order": "no"},
        orders_at="result.items",
        as_list=True,
        error_at="err.msg",
        tells_quantity=True,
    )
    with UpstreamPanel(key=KEY, dialect=dialect) as panel:
        order = panel.place()
        headers = {"authorization": f"Bearer {KEY}"}
        told = client.get(f"{panel.url}?method=orderStatus&ids={order}|7", headers=headers).json()
        assert told == {
            "result": {
                "items": [
                    {
                        "charge": "0.90",
                        "start_count": None,
                        "quantity": "1000",
                        "currency": "USD",
                        "data": {"state": "Pending"},
                        "left": "1000",
                        "no": order,
                    },
                    {"err": {"msg": "Incorrect order ID"}, "no": "7"},
                ]
            }
        }
        assert client.get(f"{panel.url}?method=orderStatus").json() == {"err": {"msg": "Invalid API key"}}
        assert client.get(f"{panel.url}?action=status", headers=headers).json() == {"err": {"msg": "Incorrect request"}}
        assert client.post(panel.url, headers=headers).status_code == 501


def test_it_answers_so_many_questions_within_a_time_and_so_many_ids_in_one(client):
    at = [datetime(2026, 3, 2, tzinfo=UTC)]
    dialect = Dialect(rate=(2, timedelta(seconds=10)), now=lambda: at[0], most_ids=2)
    with UpstreamPanel(key=KEY, dialect=dialect) as panel:

        def ask(orders="1,2"):
            return client.post(panel.url, data={"key": KEY, "action": "status", "orders": orders})

        assert ask("1,2,3").json() == {"error": "Incorrect request"}
        assert [ask().status_code, ask().status_code] == [200, 429]
        at[0] += timedelta(seconds=10)
        assert ask().status_code == 200


def test_a_panel_without_a_rate_has_all_the_patience():
    patience = Patience(Dialect())
    assert not any(patience.is_over() for _ in range(1000))
