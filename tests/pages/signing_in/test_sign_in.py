"""The staff signs in with a password, comes back to where it was, and hears nothing about who is there."""

from __future__ import annotations

from tests.pages.browser import sign_in
from tests.pages.signing_in.conftest import PASSWORD


def test_a_password_opens_a_session_and_goes_to_the_desk(people):
    browser = people.hire()
    assert "Your password is set" in browser.page
    browser.client.follow_redirects = False
    page = browser.press("Sign in", login=" Ana ", password=PASSWORD)

    assert (page.status, page.headers["location"]) == (303, "/desk")
    cookies = page.headers.get_list("set-cookie")
    (session,) = [cookie for cookie in cookies if cookie.startswith("__Host-session=")]
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    assert any(cookie.startswith("__Host-guest=;") for cookie in cookies)
    assert browser.open("/staff/sign-in?next=/staff/me").headers["location"] == "/staff/me"


def test_an_expired_session_comes_back_to_the_same_page(people, installed):
    browser = people.enter()
    installed.passes(hours=3)
    assert browser.open("/staff/password").heading == "Sign in"
    browser.press("Sign in", login="ana", password=PASSWORD)

    assert (browser.page.heading, browser.page.path) == ("Change the password", "/staff/password")


def test_a_wrong_password_and_a_name_that_nobody_has_look_the_same(people):
    browser = people.hire()
    shown = []
    for login in ("ana", "nobody"):
        page = browser.press("Sign in", login=login, password="wrong and wrong again")
        assert (page.status, page.errors) == (401, ["Login name and password do not fit together."])
        assert page.value("login") == login
        assert page.value("password") == ""
        assert page.field("password").get("aria-describedby") == "error-password"
        shown.append(page.text)
    assert shown[0] == shown[1]


def test_too_many_tries_have_to_wait_and_are_told_for_how_long(people, installed):
    browser = people.hire()
    for _ in range(5):
        browser.press("Sign in", login="ana", password="wrong and wrong again")
    page = browser.press("Sign in", login="ana", password=PASSWORD)
    assert (page.status, page.errors) == (429, ["That was tried too often. Please wait 15 seconds."])

    installed.passes(seconds=15)
    browser.open("/staff/sign-in?next=/staff/me")
    assert browser.press("Sign in", login="ana", password=PASSWORD).heading == "Ana"


def test_a_form_from_elsewhere_signs_nobody_in(people, installed):
    people.hire()
    stranger = people.browser()
    given = {"login": "ana", "password": PASSWORD, "next": "/staff/me"}
    assert stranger.post("/staff/sign-in", given).errors == [
        "This page was open for too long. Please send it once more."
    ]

    other = people.browser()
    other.open("/staff/sign-in")
    stolen = other.page.value("csrf_token")
    assert stranger.post("/staff/sign-in", {**given, "csrf_token": stolen}).status == 403
    assert stranger.press("Sign in", login="ana", password=PASSWORD).heading == "Ana"


def test_next_is_never_somebody_elses_address(people):
    browser = people.hire()
    for wanted in ("//evil.example", "https://evil.example/", "/\\evil.example", "", "/"):
        browser.open(f"/staff/sign-in?next={wanted}")
        assert browser.page.value("next") == "/desk"
    assert browser.open("/staff/sign-in?next=/desk/rr_1").status == 200
    assert browser.page.value("next") == "/desk/rr_1"


def test_another_tenants_staff_gets_nothing(people):
    browser = people.enter()
    secret = browser.client.cookies["__Host-session"]
    other = people.browser("lumenreach")
    other.client.cookies.set("__Host-session", secret)
    assert other.open("/staff/me").heading == "Sign in"
    assert other.press("Sign in", login="ana", password=PASSWORD).status == 401


def test_a_customer_is_nobody_of_the_staff_and_the_other_way_round(people, panel):
    customer = sign_in(panel)
    assert customer.open("/staff/me").heading == "Sign in"

    browser = people.enter()
    assert browser.open("/").status == 401


def test_the_page_is_private_and_framed_by_nobody(people):
    headers = people.browser().open("/staff/sign-in").headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
