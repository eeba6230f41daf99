"""From a request to a page: which tenant's, who comes, in which language, then one page function.

Reading what was sent is the only thing done on the event loop; everything else runs in a thread, because flows wait
for databases and gateways. What a flow refuses is a page too: it says what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import Opened, find_ended_session, find_session
from panel_refunds.pages import cookie, headers
from panel_refunds.pages.address import Address
from panel_refunds.pages.answer import Answer, GoTo, Sent, Show
from panel_refunds.pages.drawing import draw
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.forms import token_of
from panel_refunds.pages.guest import find_guest
from panel_refunds.pages.language import choose_language
from panel_refunds.pages.packing import pack
from panel_refunds.pages.sent_form import MOST_BYTES, SentForm, read_form
from panel_refunds.pages.visit import CameFrom, Visit
from panel_refunds.pages.way_back import way_back, with_kept_words
from panel_refunds.pages.words import words_of
from panel_refunds.store import Session
from panel_refunds.tenants.host_names import find_host_name
from panel_refunds.tenants.hosts import Governed
from panel_refunds.web.front import Front
from panel_refunds.web.own_root import root_of
from panel_refunds.web.tenancy import host_called
from panel_refunds.web.threads import Threads
from panel_refunds.worker.place_of import place_of

LOG = structlog.get_logger("panel_refunds.pages")
Endpoint = Callable[[Request], Awaitable[Response]]
JARS = {"guest": cookie.GUEST, "newcomer": cookie.NEWCOMER}
"""Which cookie holds the secret of somebody who is about to sign in."""


class Door:
    """Makes the endpoints of the pages; has what all visits share."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._threads = Threads()

    def of(self, address: Address) -> Endpoint:
        """The Starlette endpoint of an address."""

        async def endpoint(request: Request) -> Response:
            request.state.operation = f"page:{address.name}"
            form: SentForm | None = None
            if request.method == "POST":
                try:
                    most = await self._threads.run(self._most_bytes, address, request) if address.takes_files else 0
                    form = await read_form(request, most, takes_files=address.takes_files)
                except HTTPException:
                    return Response("This form cannot be read.", 400, media_type="text/plain")
            try:
                return await self._threads.run(self._packed_answer, address, request, form)
            finally:
                if form is not None:
                    await form.close()

        return endpoint

    def _most_bytes(self, address: Address, request: Request) -> int:
        """How large a form with files may be; for somebody who may not come here it has no room for files."""
        found = self._front.directory.current.hosts.resolve(host_called(request, self._front.directory.current))
        secret = cookie.find(request, cookie.NAME)
        if not isinstance(found, Governed) or not secret:
            return MOST_BYTES
        try:
            session = find_session(self._front.desk(found.tenant.slug), secret)
        except Refused:
            return MOST_BYTES  # it is said in the answer
        if session is None or session.kind != address.who:
            return MOST_BYTES
        return found.tenant.attachments.bytes_together + MOST_BYTES

    def _packed_answer(self, address: Address, request: Request, form: SentForm | None) -> Response:
        return pack(request, self._answer(address, request, form))

    def _answer(self, address: Address, request: Request, form: SentForm | None) -> Response:
        installation = self._front.directory.current
        called = host_called(request, installation)
        found = installation.hosts.resolve(called)
        if not isinstance(found, Governed):
            raise HTTPException(404)  # left out, or nobody's: the web says it for every address
        request.state.tenant = found.tenant.slug
        visit: Visit | None = None
        try:
            visit = self._visit(request, found, find_host_name(called) or "", form)
            if address.who in JARS:
                jar = JARS[address.who]
                visit = replace(visit, guest=find_guest(cookie.find(request, jar), jar))
            elif "kept" in visit.query:
                visit = replace(visit, kept=with_kept_words(visit))
            return _respond(visit, _run(address, visit, request.method))
        except Refused as refused:
            answer = _refusal(address, visit, refused)
        except Exception as error:  # noqa: BLE001 - the visitor hears that it broke, the log hears where
            LOG.warning("page_broke", page=address.name, error=type(error).__name__, at=place_of(error))
            answer = Show("broken.html", status=500)
        if visit is None:
            return _plain(answer)
        return _respond(visit, answer)

    def _visit(self, request: Request, found: Governed, host: str, form: SentForm | None) -> Visit:
        desk = self._front.desk(found.tenant.slug).at_door("page")
        secret = cookie.find(request, cookie.NAME)
        session = find_session(desk, secret) if secret else None
        ended = find_ended_session(desk, secret) if secret and session is None and form is not None else None
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
            form=form.fields if form else None,
            uploads=form.uploads() if form else (),
            cut=form.cut if form else False,
            came_from=_came_from(request),
            ended=ended,
            root=root_of(request.scope),
        )


def _came_from(request: Request) -> CameFrom:
    if request.headers.get("sec-fetch-dest") == "iframe":
        return "frame"
    return "here" if request.headers.get("sec-fetch-site") in ("same-origin", "same-site") else "elsewhere"


def _run(address: Address, visit: Visit, method: str) -> Answer:
    session: Session | None = visit.session
    if address.who in ("customer", "staff") and (session is None or session.kind != address.who):
        raise Refused("not_signed_in")
    function = address.send if method == "POST" and address.send else address.show
    if function is None:
        raise Refused("method_unknown")
    return visit.desk.store.retrying(lambda: function(visit))


def _refusal(address: Address, visit: Visit | None, refused: Refused) -> Answer:
    if refused.code == "not_signed_in" and visit is not None:
        back = way_back(address, visit)
        if address.who == "staff":
            query = urlencode({"next": back.path or "", **({"kept": "yes"} if back.kept else {})}, safe="/")
            return GoTo(f"{visit.address_of('staff_sign_in')}?{query}")
        return Show("signed_out.html", {"back": back}, status=401)
    template = "signing_in/refused.html" if address.who == "guest" else "refused.html"
    return Show(template, {"refused": refused}, status=refused.status)


def _respond(visit: Visit, answer: Answer) -> Response:
    framed_by = visit.session.framed_by if visit.session else None
    response: Response
    if isinstance(answer, GoTo):
        response = RedirectResponse(answer.address, 303)
        if answer.opened:
            framed_by = _let_in(response, visit, answer.opened)
        if answer.signs_out:
            cookie.sign_out(response, framed=framed_by is not None, root=visit.root)
        if answer.guest:
            cookie.greet(response, answer.guest, root=visit.root)
    elif isinstance(answer, Sent):
        response = Response(answer.body, media_type=answer.media_type)
        if answer.name is not None:
            headers.offer_for_saving(response, answer.name)
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
        html = draw(visit.brand.templates, answer.template, given)
        response = HTMLResponse(html, answer.status)
        if answer.opened:
            framed_by = _let_in(response, visit, answer.opened)
        elif visit.guest and visit.guest.is_new:
            cookie.greet(response, visit.guest.csrf, visit.guest.jar, framed=framed_by is not None, root=visit.root)
    headers.protect(response, [framed_by] if framed_by else _framed_by_anyhow(visit, response))
    if isinstance(answer, Sent) and answer.content_policy:
        response.headers["content-security-policy"] = answer.content_policy
    return response


def _let_in(response: Response, visit: Visit, opened: Opened) -> str | None:
    """Give the browser its session, and say whose page may show it in a frame."""
    framed_by = opened.session.framed_by
    cookie.sign_in(response, opened.secret, framed=framed_by is not None, root=visit.root)
    jar = visit.guest.jar if visit.guest else cookie.GUEST
    cookie.say_goodbye(response, jar, framed=framed_by is not None, root=visit.root)
    return framed_by


def _framed_by_anyhow(visit: Visit, response: Response) -> Sequence[str]:
    """Who may show a page that only says no to somebody who is not signed in: a session may end inside of a frame."""
    refused = response.status_code >= 400  # noqa: PLR2004 - where the refusals of HTTP begin
    says_no = refused and visit.session is None and visit.guest is None
    return visit.tenant.portal.framed_by if says_no else ()


def _plain(answer: Answer) -> Response:
    """Before anything is known of the visitor, there is no brand to wear."""
    status = answer.status if isinstance(answer, Show) else 500
    response = Response(
        "This page does not work at the moment. Please try again later.", status, media_type="text/plain"
    )
    headers.protect(response)
    return response
