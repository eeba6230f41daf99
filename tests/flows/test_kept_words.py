"""Words wait a day, for the person who typed them, on the page where they did."""

from __future__ import annotations

from dataclasses import replace

from tests.flows.shop import Shop

from panel_refunds.flows.kept_words import LASTS, MOST, find_words, keep_words
from panel_refunds.flows.portal_session import (
    find_ended_session,
    find_session,
    follow_sign_in_link,
    forget_sessions,
    make_sign_in_link,
)
from panel_refunds.store import Session

WORDS = {"text": "Where is it?\nIt was 20 dollars.", "amount": "20"}


def sign_in(shop: Shop, customer: str = "c1") -> Session:
    token, _ = make_sign_in_link(shop.desk, customer, "smmpanelus.com")
    return follow_sign_in_link(shop.desk, token).session


def test_only_their_owner_finds_them_and_only_there(shop: Shop) -> None:
    ended = sign_in(shop)
    word = keep_words(shop.desk, ended, "/ask", WORDS) or ""
    again, other = sign_in(shop), sign_in(shop, "c2")
    assert find_words(shop.desk, again, "/ask", word) == WORDS
    assert find_words(shop.desk, again, "/ask", word) == WORDS
    assert find_words(shop.desk, other, "/ask", word) == {}
    assert find_words(shop.desk, replace(again, kind="staff"), "/ask", word) == {}
    assert find_words(shop.desk, again, "/requests/rr_1", word) == {}
    for wrong in ("", "made up", "\udcff"):
        assert find_words(shop.desk, again, "/ask", wrong) == {}
    shop.passes(days=LASTS.days)
    assert find_words(shop.desk, again, "/ask", word) == {}


def test_nothing_and_far_too_much_is_not_kept(shop: Shop) -> None:
    ended = sign_in(shop)
    for fields in ({}, {"text": ""}, {"text": "x" * (MOST + 1)}):
        assert keep_words(shop.desk, ended, "/ask", fields) is None


def test_the_last_ones_of_a_page_take_the_place_of_earlier_ones(shop: Shop) -> None:
    ended = sign_in(shop)
    first, second = (keep_words(shop.desk, ended, "/ask", {"text": text}) or "" for text in ("one", "two"))
    assert find_words(shop.desk, ended, "/ask", first) == {}
    assert find_words(shop.desk, ended, "/ask", second) == {"text": "two"}


def test_whose_a_session_was_is_known_for_a_day_after_it(shop: Shop) -> None:
    token, _ = make_sign_in_link(shop.desk, "c1", "smmpanelus.com")
    secret, session = follow_sign_in_link(shop.desk, token)
    word = keep_words(shop.desk, session, "/ask", WORDS) or ""
    shop.passes(hours=3)
    assert find_session(shop.desk, secret) is None
    assert find_ended_session(shop.desk, secret) == session
    forget_sessions(shop.desk)
    assert find_words(shop.desk, session, "/ask", word) == WORDS
    shop.passes(days=1)
    forget_sessions(shop.desk)
    assert find_ended_session(shop.desk, secret) is None
    with shop.desk.begin() as books:
        assert books.forget_kept_words(shop.at) == 0
