"""The cookie is held to one host, kept from scripts, and sent along from elsewhere only into an allowed frame."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from panel_refunds.pages import cookie


def of(response: Response) -> list[str]:
    return response.headers.getlist("set-cookie")


def test_a_session_is_sent_from_our_own_pages_only() -> None:
    response = Response()
    cookie.sign_in(response, "secret", framed=False)
    assert of(response) == ["__Host-session=secret; Path=/; HttpOnly; Secure; SameSite=Lax"]


def test_in_a_frame_it_lives_in_a_jar_of_that_page() -> None:
    response = Response()
    cookie.sign_in(response, "secret", framed=True)
    assert of(response) == ["__Host-session=secret; Path=/; HttpOnly; Secure; SameSite=None; Partitioned"]


def test_signing_out_has_it_forgotten() -> None:
    response = Response()
    cookie.sign_out(response)
    assert of(response) == ["__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax"]


def test_a_language_is_remembered_for_a_year() -> None:
    response = Response()
    cookie.keep_language(response, "pt-BR")
    assert of(response) == ["__Host-language=pt-BR; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax"]


def test_a_guest_in_a_frame_has_its_secret_in_that_jar_too() -> None:
    response = Response()
    cookie.greet(response, "secret", cookie.NEWCOMER, framed=True)
    cookie.say_goodbye(response, cookie.NEWCOMER, framed=True)
    assert of(response) == [
        "__Host-newcomer=secret; Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
        "__Host-newcomer=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
    ]


def test_below_a_mount_the_name_says_which() -> None:
    response = Response()
    cookie.sign_in(response, "secret", framed=False, root="/refunds")
    cookie.greet(response, "guest", root="/shop/refunds")
    assert [each.partition("; ")[0] for each in of(response)] == [
        "__Host-session-refunds=secret",
        "__Host-guest-shop%2Frefunds=guest",
    ]
    headers = [(b"cookie", b"__Host-session=other; __Host-session-refunds=ours")]
    asked = Request({"type": "http", "root_path": "/refunds", "headers": headers})
    assert cookie.find(asked, cookie.NAME) == "ours"
    assert cookie.find(asked, cookie.GUEST) is None
