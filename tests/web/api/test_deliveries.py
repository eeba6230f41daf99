"""Dead letters over HTTP: listed in pages, sent again, put aside, each by an admin of the own tenant."""

from __future__ import annotations

import pytest
from tests.web.letters import bury_some
from tests.web.panel import Installed, Panel

BY = {"by": "operator-ana", "text": "the disk has room again"}


@pytest.fixture
def lumen(installed: Installed) -> Panel:
    return installed.panel("lumenreach")


@pytest.fixture
def letters(installed: Installed) -> list[str]:
    return bury_some(installed.service.desk("lumenreach"), 3)


def test_they_are_listed_in_pages_with_what_went_wrong(lumen: Panel, letters: list[str]) -> None:
    first = lumen.get("/dead-letters?limit=2")
    assert [letter["id"] for letter in first["items"]] == letters[:2]
    shown = first["items"][0]
    assert (shown["notifier"], shown["kind"], shown["state"], shown["tries"], shown["error"]) == (
        "log",
        "refund_sent",
        "dead",
        8,
        "the disk is full",
    )
    rest = lumen.get(f"/dead-letters?limit=2&after={first['next']}")
    assert ([letter["id"] for letter in rest["items"]], rest["next"]) == (letters[2:], None)


def test_one_is_sent_again_once_per_key(lumen: Panel, letters: list[str]) -> None:
    sent = lumen.post(f"/dead-letters/{letters[0]}/again", BY, key="again-key-1")
    assert (sent.status, sent["state"], sent["tries"]) == (200, "waiting", 0)
    lumen.work()

    assert lumen.post(f"/dead-letters/{letters[0]}/again", BY, key="again-key-1").status == 200
    assert lumen.post(f"/dead-letters/{letters[0]}/again", BY).code == "not_a_dead_letter"
    assert [letter["id"] for letter in lumen.get("/dead-letters")["items"]] == letters[1:]


def test_one_is_put_aside_with_a_reason(lumen: Panel, letters: list[str]) -> None:
    aside = lumen.post(f"/dead-letters/{letters[1]}/aside", {"by": "operator-ana", "text": "they were called"})
    assert aside["state"] == "aside"
    assert lumen.post(f"/dead-letters/{letters[2]}/aside", {"by": "operator-ana", "text": ""}).status == 422
    assert len(lumen.get("/dead-letters")["items"]) == 2


def test_only_an_admin_may_and_only_at_the_own_tenant(installed: Installed, panel: Panel, letters: list[str]) -> None:
    reader = installed.panel("lumenreach", "read", "review")
    assert reader.post(f"/dead-letters/{letters[0]}/again", BY).code == "not_allowed"
    assert panel.get("/dead-letters")["items"] == []
    assert panel.post(f"/dead-letters/{letters[0]}/again", BY).code == "not_found"
