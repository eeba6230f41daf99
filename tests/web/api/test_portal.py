"""The panel asks for a customer's link: a new one each time, told once, on its own host, into allowed frames only."""

from __future__ import annotations

import pytest
from tests.web.panel import Panel


def test_a_link_opens_the_pages_of_one_customer(panel: Panel) -> None:
    answer = panel.post("/portal-sessions", {"customer": "c1", "next": "/policy"})
    assert (answer.status, answer["ends_at"]) == (201, "2026-09-01T14:05:00Z")
    assert answer["url"].startswith("https://smmpanelus.com/enter/")
    assert answer["url"].endswith("?next=/policy")


def test_the_same_write_again_gets_another_link_and_no_link_is_kept(panel: Panel) -> None:
    first = panel.post("/portal-sessions", {"customer": "c1"}, key="the-same-key")
    again = panel.post("/portal-sessions", {"customer": "c1"}, key="the-same-key")
    assert again.status == 201
    assert first["url"] != again["url"]
    assert panel.post("/portal-sessions", {"customer": "c2"}, key="the-same-key").code == "idempotency_key_reused"
    store, tenant = panel.installed.service.store, panel.installed.service.desk("smmpanelus").tenant.id
    kept = store.find_reply(tenant, "api", "the-same-key")
    assert kept is not None
    assert kept.body is None


def test_sessions_are_ended_from_outside(panel: Panel) -> None:
    answer = panel.post("/portal-sessions/end", {"customer": "c1"}, key="the-same-key")
    assert answer["ended"] == 0
    assert panel.post("/portal-sessions/end", {"customer": "c1"}, key="the-same-key").body == answer.body


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"framed_by": "https://elsewhere.example"}, "frame_not_allowed"),
        ({"framed_by": "https://elsewhere.example/path"}, "field_invalid"),
        ({"next": "https://elsewhere.example/"}, "field_invalid"),
        ({"next": "//elsewhere.example/"}, "field_invalid"),
        ({"next": "/\\elsewhere.example/"}, "field_invalid"),
        ({"customer": ""}, "field_invalid"),
        ({"site": "lumenreach.example"}, "not_found"),
        ({"site": "blog.smmpanelus.com"}, "site_excluded"),
    ],
)
def test_what_may_not_be_is_refused(panel: Panel, change: dict[str, str], code: str) -> None:
    answer = panel.post("/portal-sessions", {"customer": "c1", **change})
    assert answer.code == code
