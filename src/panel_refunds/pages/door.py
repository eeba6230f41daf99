"""From a request to a page: which tenant's, who comes, in which language, then one page function.

Reading what was sent is the only thing done on the event loop; everything else runs in a thread, because flows wait
for databases and gateways. What a flow refuses is a page too: it says what is wrong and what to do.
"""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import structlog
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import find_session
from panel_refunds.pages import cookie, headers
from panel_refunds.pages.address import Address
from panel_refunds.pages.answer import Answer, GoTo, Sent, Show
from panel_refunds.pages.drawing import draw
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.forms import token_of
from panel_refunds.pages.guest import find_guest
from panel_refunds.pages.language import choose_language
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import words_of
from panel_refunds.store import Session
from panel_refunds.tenants.host_names import find_host_name
from panel_refunds.tenants.hosts import Governed
from panel_refunds.web.front import Front
from panel_refunds.web.tenancy import host_called
from panel_refunds.web.threads import Threads
from panel_refunds.worker.place_of import place_of

LOG = structlog.get_logger("panel_refunds.pages")
Endpoint = Callable[[Request], Awaitable[Response]]
MOST_FIELDS = 100
MOST_BYTES = 64 * 1024
"""A form without files is a few lines of text; one with files says so in its address's own limit."""


class Door:
    """Makes the endpoints of the pages; has what all visits share."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._threads = Threads()

    def of(self, address: Address) -> Endpoint:
        """The Starlette endpoint of an address."""

        async def endpoint(request: Request) -> Response:
            request.state.operation = f"page:{address.name}"
            form: FormData | None = None
            if request.method == "POST":
                try:
                    form = await _read_form(request)
                except HTTPException:
                    return Response("This form cannot be read.", 400, media_type="text/plain")
            return await self._threads.run(self._answer, address, request, form)

        return endpoint

    def _answer(self, address: Address, request: Request, form: FormData | None) -> Response:
        installation = self._front.directory.current
        called = host_called(request, installation)
        found = installation.hosts.resolve(called)
        if not isinstance(found, Governed):
            raise HTTPException(404)  # left out, or nobody's: the web says it for every address
        request.state.tenant = found.tenant.slug
        visit: Visit | None = None
        try:
            visit = self._visit(request, found, find_host_name(called) or "", form)
            if address.who == "guest":
                visit = replace(visit, guest=find_guest(request.cookies.get(cookie.GUEST)))
            return _respond(visit, _run(address, visit, request.method))
        except Refused as refused:
            answer = _refusal(address, visit, refused)
        except Exception as error:  # noqa: BLE001 - the visitor hears that it broke, the log hears where
            LOG.warning("page_broke", page=address.name, error=type(error).__name__, at=place_of(error))
            answer = Show("broken.html", status=500)
        if visit is None:
            return _plain(answer)
        return _respond(visit, answer)

    def _visit(self, request: Request, found: Governed, host: str, form: FormData | None) -> Visit:
        desk = self._front.desk(found.tenant.slug).at_door("page")
        secret = request.cookies.get(cookie.NAME)
        session = find_session(desk, secret) if secret else None
        language = choose_language(request, found.tenant.languages)
        words = words_of(language, found.tenant.folder)

        def address_of(name: str, /, **parts: Any) -> str:
            return request.url_for(name, **parts).path

        return Visit(
            desk=desk,
            site=found.site,
            host=host,
            session=session,
            words=words,
            figures=Figures(words.locale, desk.tenant.calendar.zone),
            address_of=address_of,
            here=request.url.path,
            wake=self._front.wake,
            path=dict(request.path_params),
            query=dict(request.query_params),
            form=form,
            reads_gzip="gzip" in request.headers.get("accept-encoding", ""),
        )


async def _read_form(request: Request) -> FormData:
    """The fields; HTTPException when they are too many, too large, or no form at all."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise HTTPException(413)
    return await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)


def _run(address: Address, visit: Visit, method: str) -> Answer:
    session: Session | None = visit.session
    if address.who in ("customer", "staff") and (session is None or session.kind != address.who):
        raise Refused("not_signed_in")
    function = address.send if method == "POST" else address.show
    if function is None:
        raise Refused("method_unknown")
    return visit.desk.store.retrying(lambda: function(visit))


def _refusal(address: Address, visit: Visit | None, refused: Refused) -> Answer:
    if refused.code == "not_signed_in":
        if address.who == "staff" and visit is not None:
            back = f"?next={quote(visit.here)}" if address.show else ""
            return GoTo(visit.address_of("staff_sign_in") + back)
        return Show("signed_out.html", status=401)
    template = "signing_in/refused.html" if address.who == "guest" else "refused.html"
    return Show(template, {"refused": refused}, status=refused.status)


def _respond(visit: Visit, answer: Answer) -> Response:
    framed_by = visit.session.framed_by if visit.session else None
    response: Response
    if isinstance(answer, GoTo):
        response = RedirectResponse(answer.address, 303)
        if answer.opened:
            framed_by = answer.opened.session.framed_by
            cookie.sign_in(response, answer.opened.secret, framed=framed_by is not None)
            cookie.say_goodbye(response)
        if answer.signs_out:
            cookie.sign_out(response, framed=framed_by is not None)
        if answer.guest:
            cookie.greet(response, answer.guest)
    elif isinstance(answer, Sent):
        response = _file(visit, answer)
    else:
        framed_by = framed_by or answer.framed_by
        whose = visit.guest or visit.session
        given = {
            "token": token_of(whose) if whose else "",
            "words": visit.words,
            "visit": visit,
            "_": visit.words,
            "figures": visit.figures,
            "link": visit.address_of,
            **answer.given,
        }
        html = draw(visit.tenant.folder, answer.template, given)
        response = HTMLResponse(html, answer.status)
        if visit.guest and visit.guest.is_new:
            cookie.greet(response, visit.guest.csrf)
    headers.protect(response, [framed_by] if framed_by else [])
    if isinstance(answer, Sent) and answer.content_policy:
        response.headers["content-security-policy"] = answer.content_policy
    return response


def _file(visit: Visit, sent: Sent) -> Response:
    if not (sent.packs and visit.reads_gzip):
        return Response(sent.body, media_type=sent.media_type)
    headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(gzip.compress(sent.body, mtime=0), headers=headers, media_type=sent.media_type)


def _plain(answer: Answer) -> Response:
    """Before anything is known of the visitor, there is no brand to wear."""
    status = answer.status if isinstance(answer, Show) else 500
    response = Response(
        "This page does not work at the moment. Please try again later.", status, media_type="text/plain"
    )
    headers.protect(response)
    return response
