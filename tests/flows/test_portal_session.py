"""A customer's link signs in once, in time; a session ends by itself, by hand, and everywhere at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.panel_signer import PanelSigner, trust
from tests.flows.shop import Shop
from tests.flows.test_two_at_once import at_once

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import (
    LINK_LASTS,
    SESSION_ENDS,
    SESSION_LASTS,
    digest_of,
    end_session,
    end_sessions_of_customer,
    find_session,
    find_sign_in_link,
    follow_sign_in_link,
    forget_sessions,
    make_sign_in_link,
)
from panel_refunds.tenants.tenant import Portal

SITE = "smmpanelus.com"


def test_a_link_opens_one_session_of_the_customer_it_was_made_for(shop: Shop) -> None:
    token, link = make_sign_in_link(shop.desk, "c1", SITE)
    assert link.ends_at == shop.at + LINK_LASTS
    assert find_sign_in_link(shop.desk, token) == link

    secret, session = follow_sign_in_link(shop.desk, token)
    assert (session.kind, session.subject, session.site, session.framed_by) == ("customer", "c1", SITE, None)
    assert find_session(shop.desk, secret) == session
    assert find_sign_in_link(shop.desk, token) is None
    with pytest.raises(Refused, match="link_used"):
        follow_sign_in_link(shop.desk, token)


def test_a_link_is_over_after_five_minutes(shop: Shop) -> None:
    token, _ = make_sign_in_link(shop.desk, "c1", SITE)
    shop.passes(minutes=5)
    assert find_sign_in_link(shop.desk, token) is None
    with pytest.raises(Refused, match="link_used"):
        follow_sign_in_link(shop.desk, token)


@pytest.mark.parametrize("token", ["", "x", "\udcff", "a" * 10_000])
def test_what_is_no_token_opens_nothing(shop: Shop, token: str) -> None:
    assert find_sign_in_link(shop.desk, token) is None
    assert find_session(shop.desk, token) is None
    with pytest.raises(Refused, match="link_used"):
        follow_sign_in_link(shop.desk, token)


def test_neither_token_nor_secret_stands_in_the_database(shop: Shop) -> None:
    token, link = make_sign_in_link(shop.desk, "c1", SITE)
    secret, session = follow_sign_in_link(shop.desk, token)
    assert link.digest == digest_of(token)
    assert session.digest == digest_of(secret)
    for told in (token, secret):
        assert told not in repr((link, session))


def test_using_a_session_keeps_it_and_leaving_it_alone_ends_it(shop: Shop) -> None:
    secret, session = follow_sign_in_link(shop.desk, make_sign_in_link(shop.desk, "c1", SITE)[0])
    shop.passes(hours=1)
    kept = find_session(shop.desk, secret)
    assert kept == replace(session, last_at=shop.at, ends_at=shop.at + SESSION_LASTS)
    shop.passes(minutes=119)
    assert find_session(shop.desk, secret) is not None
    shop.passes(hours=2)
    assert find_session(shop.desk, secret) is None


def test_no_session_lasts_longer_than_half_a_day(shop: Shop) -> None:
    secret, session = follow_sign_in_link(shop.desk, make_sign_in_link(shop.desk, "c1", SITE)[0])
    for _ in range(11):
        shop.passes(hours=1)
        kept = find_session(shop.desk, secret)
        assert kept is not None
        assert kept.ends_at <= session.opened_at + SESSION_ENDS
    shop.passes(hours=1)
    assert find_session(shop.desk, secret) is None


def test_one_browser_is_signed_out_or_all_of_them(shop: Shop) -> None:
    opened = [follow_sign_in_link(shop.desk, make_sign_in_link(shop.desk, "c1", SITE)[0]) for _ in range(3)]
    other = follow_sign_in_link(shop.desk, make_sign_in_link(shop.desk, "c2", SITE)[0])

    end_session(shop.desk, opened[0].session)
    assert [find_session(shop.desk, each.secret) is not None for each in opened] == [False, True, True]
    assert end_sessions_of_customer(shop.desk, "c1") == 2
    assert [find_session(shop.desk, each.secret) for each in opened] == [None, None, None]
    assert find_session(shop.desk, other.secret) is not None


def test_a_frame_has_to_be_allowed_by_the_tenants_file(shop: Shop) -> None:
    allowed = "https://panel.example"
    tenant = replace(shop.desk.tenant, portal=Portal(framed_by=(allowed,)))
    desk = replace(shop.desk, tenant=tenant)
    _, session = follow_sign_in_link(desk, make_sign_in_link(desk, "c1", SITE, framed_by=allowed)[0])
    assert session.framed_by == allowed
    with pytest.raises(Refused, match="frame_not_allowed"):
        make_sign_in_link(desk, "c1", SITE, framed_by="https://elsewhere.example")


def test_what_is_over_for_a_day_is_forgotten(shop: Shop) -> None:
    secret, session = follow_sign_in_link(shop.desk, make_sign_in_link(shop.desk, "c1", SITE)[0])
    shop.passes(hours=2)
    young_token, young = make_sign_in_link(shop.desk, "c1", SITE)
    shop.at = session.ends_at + timedelta(days=1)
    forget_sessions(shop.desk)
    with shop.desk.read() as books:
        assert books.find_session(digest_of(secret)) is None
        assert books.find_sign_in_link(digest_of(young_token)) == young


def test_a_panels_token_opens_one_session_however_often_it_is_looked_at(shop: Shop) -> None:
    trust(shop)
    token = PanelSigner(shop.at).token()
    for _ in range(2):
        link = find_sign_in_link(shop.desk, token, SITE)
        assert link is not None
        assert (link.customer_id, link.site, token in repr(link)) == ("c1", SITE, False)

    _, session = follow_sign_in_link(shop.desk, token, SITE)
    assert (session.kind, session.subject, session.site) == ("customer", "c1", SITE)
    assert find_sign_in_link(shop.desk, token, SITE) is None
    again = PanelSigner(shop.at).token({"kid": "the same click, signed anew"}, sub="c2")
    for used in (token, again):
        with pytest.raises(Refused, match="link_used"):
            follow_sign_in_link(shop.desk, used, SITE)
    shop.passes(days=3)
    forget_sessions(shop.desk)
    with pytest.raises(Refused, match="link_used"):
        follow_sign_in_link(shop.desk, token, SITE)


def test_of_two_who_follow_one_token_at_once_one_comes_in(shop: Shop) -> None:
    trust(shop)
    token = PanelSigner(shop.at).token()
    answers = at_once(*[lambda: shop.store.retrying(lambda: follow_sign_in_link(shop.desk, token, SITE))] * 4)
    assert answers.count("link_used") == 3


def test_a_panels_token_is_for_the_host_it_names(shop: Shop) -> None:
    trust(shop)
    with pytest.raises(Refused, match="token_refused"):
        follow_sign_in_link(shop.desk, PanelSigner(shop.at).token(), "another.example")
