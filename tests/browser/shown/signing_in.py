"""Signing in, and a person's own pages."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.one_browser import NOBODY
from tests.browser.shown.shown import Shown, fill
from tests.browser.staff import PASSWORD
from tests.browser.world import World

ANA, ZOE = "finance-ana", "finance-zoe"


def _begin_codes(page: Page, _world: World) -> None:
    page.click("form[action$='/codes/begin'] button")


SIGNING_IN = (
    Shown("sign-in", "staff_sign_in", NOBODY, "/staff/sign-in", ("Sign in", "Login name"), "Signing in"),
    Shown(
        "sign-in-wrong",
        "staff_sign_in",
        NOBODY,
        "/staff/sign-in",
        ("There is a problem",),
        "Not with this name and password",
        steps=fill(login="nobody", password="wrong words here"),
        status=401,
    ),
    Shown(
        "sign-in-service",
        "staff_sign_in",
        NOBODY,
        "/staff/sign-in",
        ("Sign in with Lumen id",),
        "With an account at a service",
        tenant="lumenreach",
    ),
    Shown(
        "sign-in-service-over",
        "staff_oidc_back",
        NOBODY,
        "/staff/oidc/back?state=old&code=old",
        ("Not signed in", "That took too long, or began in another browser."),
        "What came back from the service is not of this browser",
        tenant="lumenreach",
        status=403,
    ),
    Shown(
        "sign-in-code",
        "staff_code",
        NOBODY,
        "/staff/sign-in",
        ("One-time code",),
        "The code from the telephone",
        steps=fill(login="zoe", password=PASSWORD),
    ),
    Shown(
        "invitation",
        "staff_invitation",
        NOBODY,
        "/staff/invitation/{invitation}",
        ("Welcome, Mila",),
        "An invitation: one chooses a password of one's own",
    ),
    Shown(
        "invitation-over",
        "staff_invitation",
        NOBODY,
        "/staff/invitation/none",
        ("This invitation is over",),
        "An invitation that was used",
        status=410,
    ),
    Shown("account", "staff_me", ANA, "/staff/me", ("Ana", "Where you are signed in"), "A person's own page"),
    Shown("account-codes", "staff_me", ZOE, "/staff/me", ("recovery codes are left",), "With one-time codes"),
    Shown("password", "staff_password", ANA, "/staff/password", ("Change the password",), "Another password"),
    Shown(
        "codes",
        "staff_codes",
        ANA,
        "/staff/me",
        ("Set up one-time codes",),
        "Setting up one-time codes",
        steps=_begin_codes,
    ),
    Shown(
        "recovery-codes",
        "staff_recovery",
        ZOE,
        "/staff/recovery-codes",
        ("Make new recovery codes",),
        "New recovery codes",
    ),
    Shown(
        "codes-remove",
        "staff_codes_remove",
        ZOE,
        "/staff/codes/remove",
        ("Remove one-time codes",),
        "Without one-time codes",
    ),
    Shown(
        "first-codes",
        "staff_first_codes",
        NOBODY,
        "/staff/sign-in",
        ("Set up one-time codes", "everybody signs in with one-time codes"),
        "Where the tenant requires one-time codes, they are set up before anything else",
        steps=fill(login="nora", password=PASSWORD),
        tenant="sadaf",
    ),
)
