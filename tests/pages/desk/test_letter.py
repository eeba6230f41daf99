"""A dead letter's page: what it says, and sending it again or putting it aside."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser
from tests.web.letters import bury_some


@pytest.fixture
def lumen(installed):
    return staff_browser(installed, "operator-kim", "lumenreach")


@pytest.fixture
def letter(installed) -> str:
    return bury_some(installed.service.desk("lumenreach"))[0]


def test_it_is_sent_again(other, lumen, letter):
    page = lumen.open(f"/desk/letters/{letter}")
    assert "It was sent." in page
    assert "the disk is full" in page
    assert lumen.press("Do it").errors == ["Choose one of these."]

    page = lumen.press("Do it", do="again", text="There is room again.")

    assert "It is sent again." in page
    assert other.get("/dead-letters")["items"] == []


def test_it_is_put_aside_with_a_reason(other, lumen, letter):
    lumen.open(f"/desk/letters/{letter}")
    assert lumen.press("Do it", do="aside").errors == ["This needs a reason in words."]

    page = lumen.press("Do it", do="aside", text="We called them.")

    assert "It is put aside." in page
    assert other.get("/dead-letters")["items"] == []
    assert "operator-kim put_letter_aside We called them." in page
