"""The cookie that says which browser is signed in, and nothing about whom.

``__Host-`` makes browsers hold it to one host, one path and https; ``HttpOnly`` keeps scripts away from it. It is sent
along from nowhere else, unless the panel shows the portal in a frame: then it has to come from there, and lives in a
jar of that panel's own (``Partitioned``).

Every application of a host gets every ``__Host-`` cookie, whatever its path. So where ours is mounted below a path, its
cookies have that path in their name: two of them on one host do not take each other's for their own.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from panel_refunds.web.own_root import root_of

NAME = "__Host-session"
GUEST = "__Host-guest"
NEWCOMER = "__Host-newcomer"
"""A newcomer's may be a frame's. The staff's never is: two of one name would be sent where both jars are open."""
LANGUAGE = "__Host-language"
_EVERY = "Path=/; HttpOnly; Secure"
_LONGEST = 365 * 24 * 3600


def find(request: Request, name: str) -> str | None:
    """What the browser sends under this name, for the application that it is mounted as."""
    return request.cookies.get(_named(name, root_of(request.scope)))


def sign_in(response: Response, secret: str, *, framed: bool, root: str = "") -> None:
    """Give the browser its secret; it forgets it when it is closed, and we forget it earlier."""
    _set(response, NAME, root, secret, framed=framed)


def greet(response: Response, secret: str, jar: str = GUEST, *, framed: bool = False, root: str = "") -> None:
    """Give a browser that is about to sign in the secret of its forms."""
    _set(response, jar, root, secret, framed=framed)


def say_goodbye(response: Response, jar: str = GUEST, *, framed: bool = False, root: str = "") -> None:
    """Have the browser forget that secret: it is signed in."""
    _set(response, jar, root, "", lasts=0, framed=framed)


def sign_out(response: Response, *, framed: bool = False, root: str = "") -> None:
    """Have the browser forget its secret."""
    _set(response, NAME, root, "", lasts=0, framed=framed)


def keep_language(response: Response, language: str, *, framed: bool = False, root: str = "") -> None:
    """Remember the language somebody chose."""
    _set(response, LANGUAGE, root, language, lasts=_LONGEST, framed=framed)


def _set(
    response: Response, name: str, root: str, value: str, *, lasts: int | None = None, framed: bool = False
) -> None:
    until = "" if lasts is None else f"; Max-Age={lasts}"
    given = f"{_named(name, root)}={value}{until}; {_EVERY}; {_same_site(framed=framed)}"
    response.headers.append("set-cookie", given)


def _named(name: str, root: str) -> str:
    return f"{name}-{quote(root.strip('/'), safe='')}" if root else name


def _same_site(*, framed: bool) -> str:
    return "SameSite=None; Partitioned" if framed else "SameSite=Lax"
