"""Forms: WTForms, with the two fields that every form of ours carries.

``csrf_token`` shows that the form came from a page of this session. ``once`` is random and made with the form: sent
twice, by an impatient finger or a browser's back button, it is one write.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import Form, HiddenField
from wtforms.csrf.core import CSRF
from wtforms.validators import ValidationError

from panel_refunds.errors import Refused
from panel_refunds.pages.guest import Guest
from panel_refunds.pages.visit import Visit
from panel_refunds.store import Session

FORM_LASTS = timedelta(hours=12)
"""A form is good for as long as a session can be."""
_ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


class SessionToken(CSRF):
    """A token is the session's id, signed with the session's own secret; it says when it was made."""

    def setup_form(self, form: Any) -> Any:
        """WTForms asks for the fields to add, and tells the form they are for."""
        self._session: Session | Guest = form.meta.csrf_context
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: Any) -> str:  # noqa: ARG002 - WTForms hands in the field
        """The token of a new form."""
        return token_of(self._session)

    def validate_csrf_token(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms hands in the form
        """ValidationError, as WTForms wants it, for any other session's token and for an old one."""
        if not is_token_of(self._session, field.data):
            raise ValidationError("not a token of this session")


def token_of(session: Session | Guest) -> str:
    """The token for a form of this session, or of somebody who has none yet."""
    return _signed(session).dumps(session.session_id)


def is_token_of(session: Session | Guest, token: object) -> bool:
    """Whether it is the token of a form of this session, and not too old."""
    try:
        told = _signed(session).loads(token if isinstance(token, str) else "", max_age=int(FORM_LASTS.total_seconds()))
    except (BadData, UnicodeError):
        return False
    return bool(told == session.session_id)


def _signed(session: Session | Guest) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(session.csrf, salt="form")


class GuardedForm(Form):
    """A form of a session; ``read`` takes what was sent, ``fresh`` makes a new one."""

    once = HiddenField()

    class Meta:
        """What WTForms asks about tokens; ``csrf_context`` is the session."""

        csrf = True
        csrf_class = SessionToken

    @classmethod
    def fresh(cls, visit: Visit, **values: Any) -> Any:
        """The form with these values in its fields, or what was kept of this visitor's, and a new ``once``."""
        form = cls(meta=_meta(visit), data={**values, **visit.kept})
        form.once.data = secrets.token_urlsafe(16)
        return form

    @classmethod
    def read(cls, visit: Visit) -> Any:
        """What was sent; refused with ``form_expired`` when it is not from a page of this session."""
        form: Any = cls(visit.form, meta=_meta(visit))
        if not form.csrf_token.validate(form):
            raise Refused("form_expired")
        if not _ONCE.fullmatch(form.once.data or ""):
            form.once.data = secrets.token_urlsafe(16)
        return form


def _meta(visit: Visit) -> dict[str, Any]:
    whose = visit.guest or visit.session
    if whose is None:
        raise Refused("not_signed_in")
    return {"csrf_context": whose, "locales": [visit.words.language.replace("-", "_"), "en"]}
