"""The forms of signing in, and what is said when one of them was refused.

What a flow refuses is said in the visitor's language and stands beside the field it is about. It never says more than
the flow did: whether there is anybody of that name is nobody's business.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from wtforms import HiddenField, PasswordField, StringField

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_passwords import LEAST, MOST
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.visit import Visit


class SignInForm(GuardedForm):
    """Login name and password; ``next`` is where the visitor wanted to be."""

    login = StringField()
    password = PasswordField()
    next = HiddenField()


class CodeForm(GuardedForm):
    """A code from the telephone, or one from paper."""

    code = StringField()
    next = HiddenField()


class ChooseForm(GuardedForm):
    """A new password; ``old`` is the present one, where there is one."""

    old = PasswordField()
    password = PasswordField()


class ProveForm(GuardedForm):
    """The password once more."""

    password = PasswordField()


def show_refused(visit: Visit, template: str, form: Any, refused: Refused, **given: Any) -> Answer:
    """The form again with everything but passwords still in it, and what was wrong at its field."""
    if refused.code not in _AT_A_FIELD:
        raise refused
    names = [name for name in (refused.field, "password", "code") if name is not None]
    field = next(form[name] for name in names if name in form)
    field.errors = [said_of(visit, refused)]
    return Show(template, {"form": form, "refused_field": field, **given}, status=refused.status)


def said_of(visit: Visit, refused: Refused) -> str:
    """What is wrong, in the visitor's language."""
    _ = visit.words
    if refused.code == "too_many_tries":
        seconds = int(refused.facts["seconds"])
        if seconds > 60:  # noqa: PLR2004 - from a minute on nobody counts seconds
            return visit.words.counted(
                "That was tried too often. Please wait {count} minute.",
                "That was tried too often. Please wait {count} minutes.",
                -(-seconds // 60),
            )
        return visit.words.counted(
            "That was tried too often. Please wait {count} second.",
            "That was tried too often. Please wait {count} seconds.",
            seconds,
        )
    if refused.code == "password_unfit":
        return {
            "short": _("Take at least {count} characters. Three or four words with spaces do well.", count=LEAST),
            "long": _("Take at most {count} characters.", count=MOST),
            "known": _("That is one of the passwords that everybody tries first. Please take another one."),
            "names": _("That is made of your name or of ours. Please take another one."),
        }[refused.facts["why"]]
    if refused.code == "code_wrong":
        return _("That code is not right, or it was used before. Please wait for the next one.")
    if refused.code == "form_expired":
        return _("This page was open for too long. Please send it once more.")
    if refused.field is not None:
        return _("That is not your password.")
    return _("Login name and password do not fit together.")


def home_of(visit: Visit) -> str:
    """Where the staff's work is."""
    return visit.address_of("staff_sign_in").removesuffix("/staff/sign-in") + "/desk"


def onward(visit: Visit, wanted: object) -> str:
    """A page of ours to go to once signed in: a path below ours, and never somebody else's address."""
    root = visit.address_of("staff_sign_in").removesuffix("staff/sign-in")
    if not isinstance(wanted, str) or not wanted.startswith(root) or wanted.startswith("//") or "\\" in wanted:
        return home_of(visit)
    parts = urlsplit(wanted)
    return home_of(visit) if parts.scheme or parts.netloc or wanted == root else wanted


_AT_A_FIELD = ("sign_in_refused", "too_many_tries", "password_unfit", "code_wrong", "form_expired")
