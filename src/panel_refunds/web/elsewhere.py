"""Every address that is no operation: not governed here, or not there at all.

An excluded host gets a page for people and a problem for programs; both say that this policy does not govern it, and
where the one stands that does. (Clause 1.1)
"""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from panel_refunds.errors import Refused
from panel_refunds.tenants.hosts import Excluded, Governed
from panel_refunds.web.front import Front
from panel_refunds.web.own_root import path_of
from panel_refunds.web.problems import refusal
from panel_refunds.web.tenancy import resolve

_FOR_PROGRAMS = ("/api/", "/webhooks/")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Another policy governs this site</title></head>
<body><main><h1>Another policy governs this site</h1>
<p>Refunds of this site are not handled here.</p>{link}</main></body></html>
"""


class Elsewhere:
    """Answers what nobody else does."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def is_for_people(self, request: Request) -> bool:
        """Whether a person asks, on a host that has pages, for what is no address of programs."""
        path = path_of(request.scope)
        return (
            "text/html" in request.headers.get("accept", "")
            and not path.startswith(_FOR_PROGRAMS)
            and isinstance(resolve(request, self._front.directory.current), Governed)
        )

    def missing(self, request: Request) -> Response:
        """Nothing is at this address."""
        found = resolve(request, self._front.directory.current)
        if isinstance(found, Excluded):
            return _excluded(request, found.policy_url)
        return refusal(Refused("not_found", "There is nothing at this address.")).as_response()

    def other_method(self, request: Request, methods: str) -> Response:
        """Something is, but not for this method; ``methods`` are those it has, with commas."""
        allowed = ", ".join(sorted(methods.split(", ")))
        found = resolve(request, self._front.directory.current)
        if isinstance(found, Excluded):
            return _excluded(request, found.policy_url)
        response = refusal(Refused("method_unknown", f"This address takes {allowed} only.")).as_response()
        response.headers["allow"] = allowed
        return response


def _excluded(request: Request, policy_url: str | None) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        link = f'\n<p><a href="{escape(policy_url)}">Read the policy that governs it.</a></p>' if policy_url else ""
        return HTMLResponse(_PAGE.format(link=link), 421, {"cache-control": "no-store"})
    return refusal(Refused("site_excluded", **({"policy_url": policy_url} if policy_url else {}))).as_response()
