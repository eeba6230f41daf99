"""Somebody who is about to sign in: no session yet, but forms that have to be theirs all the same.

Without a token somebody else's page could sign a browser in to an account of its own choice. A form before the session
therefore carries a token signed with a random secret, and the secret is in a cookie of that browser: a form from
elsewhere has no token, or one that was made with another secret. The cookie is the key itself, so no process has to
know anything, and a form that one process made another one takes. Pairs of cookie and field are weak where somebody
can plant a cookie, from a neighbouring host or without https; a ``__Host-`` cookie cannot be planted by either.

When the password was right and a code is still wanted, the secret is exchanged for the one that the flow gave out: what
a visitor had in hand before is good for nothing afterwards.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from panel_refunds.pages.cookie import GUEST

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Guest:
    """A visitor before signing in; ``csrf`` is the secret of their forms, ``jar`` the name of the cookie that holds it.

    ``is_new``: the browser has to be told it.
    """

    csrf: str = field(repr=False)
    is_new: bool = False
    session_id: str = "guest"
    jar: str = GUEST


def find_guest(secret: str | None, jar: str = GUEST) -> Guest:
    """Who comes back with this secret in that cookie; somebody new without one, or with one that we never made."""
    if secret is not None and _SECRET.fullmatch(secret):
        return Guest(secret, jar=jar)
    return Guest(secrets.token_urlsafe(32), is_new=True, jar=jar)
