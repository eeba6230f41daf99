"""A page says whether there is another one."""

from __future__ import annotations

import pytest
from tests.web.panel import Panel


@pytest.mark.parametrize(("limit", "more"), [(2, True), (3, False), (4, False)])
def test_the_cursor_is_null_on_the_last_page(panel: Panel, limit: int, more: bool) -> None:
    made = [panel.deposit()["id"] for _ in range(3)]
    page = panel.get("/deposits", limit=limit)

    assert page["next"] == (made[limit - 1] if more else None)


def test_fifty_come_without_a_limit(panel: Panel) -> None:
    for _ in range(51):
        panel.deposit()

    assert len(panel.get("/deposits")["items"]) == 50
    assert len(panel.get("/deposits", limit=200)["items"]) == 51
