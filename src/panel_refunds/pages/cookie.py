"""The cookie that says which browser is signed in, and nothing about whom.

``__Host-`` makes browsers hold it to one host, one path and https; ``HttpOnly`` keeps scripts away from it. It is sent
along from nowhere else, unless the panel shows the portal in a frame: then it has to come from there, and lives in a
jar of that panel's own (``Partitioned``).
"""

from __future__ import annotations

from starlette.responses import Response

NAME = "__Host-session"
GUEST = "__Host-guest"
NEWCOMER = "__Host-newcomer"
"""A newcomer's may be a frame's. The staff's never is: two of one name would be sent where both jars are open."""
LANGUAGE = "__Host-language"
_EVERY = "Path=/; HttpOnly; Secure"
_LONGEST = 365 * 24 * 3600


def sign_in(response: Response, secret: str, *, framed: bool) -> None:
    """Give the browser its secret; it forgets it when it is closed, and we forget it earlier."""
    response.headers.append("set-cookie", f"{NAME}={secret}; {_EVERY}; {_same_site(framed=framed)}")


def greet(response: Response, secret: str, jar: str = GUEST, *, framed: bool = False) -> None:
    """Give a browser that is about to sign in the secret of its forms."""
    response.headers.append("set-cookie", f"{jar}={secret}; {_EVERY}; {_same_site(framed=framed)}")


def say_goodbye(response: Response, jar: str = GUEST, *, framed: bool = False) -> None:
    """Have the browser forget that secret: it is signed in."""
    response.headers.append("set-cookie", f"{jar}=; Max-Age=0; {_EVERY}; {_same_site(framed=framed)}")


def sign_out(response: Response, *, framed: bool = False) -> None:
    """Have the browser forget its secret."""
    response.headers.append("set-cookie", f"{NAME}=; Max-Age=0; {_EVERY}; {_same_site(framed=framed)}")


def keep_language(response: Response, language: str, *, framed: bool = False) -> None:
    """Remember the language somebody chose."""
    given = f"{LANGUAGE}={language}; Max-Age={_LONGEST}; {_EVERY}; {_same_site(framed=framed)}"
    response.headers.append("set-cookie", given)


def _same_site(*, framed: bool) -> str:
    return "SameSite=None; Partitioned" if framed else "SameSite=Lax"
