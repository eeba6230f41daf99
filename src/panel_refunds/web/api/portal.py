"""Signing customers in to their pages: the panel, which knows who its customer is, asks for a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from panel_refunds.flows.portal_session import end_sessions_of_customer, make_sign_in_link
from panel_refunds.web.fields import CustomerId, Given, Host, Origin, PagePath, Shown
from panel_refunds.web.operation import Write
from panel_refunds.web.tenancy import Call

TAG = "portal"


class PortalSessionGiven(Given):
    """Which customer is signed in at the panel, on which site, and where they want to go."""

    customer: CustomerId
    site: Host | None = None
    next: Annotated[PagePath | None, Field(examples=["/policy"])] = None
    framed_by: Origin | None = None


class PortalSessionView(Shown):
    """The address to send the customer's browser to. It opens their pages once, until ``ends_at``."""

    url: str
    ends_at: datetime


class CustomerGiven(Given):
    """Which customer."""

    customer: CustomerId


class EndedView(Shown):
    """How many browsers were signed out."""

    ended: int


@dataclass(frozen=True, slots=True)
class _Made:
    url: str
    ends_at: datetime


def open_session(call: Call, body: PortalSessionGiven) -> _Made:
    """Sign a customer in to their pages: the answer is a link that works once, within five minutes."""
    host, _ = call.policy_of(body.site)
    token, link = make_sign_in_link(call.desk, body.customer, host, framed_by=body.framed_by)
    address = call.desk.tenant.portal.address or f"https://{host}"
    following = f"?next={quote(body.next)}" if body.next else ""
    return _Made(f"{address}{call.root}/enter/{token}{following}", link.ends_at)


def open_another(call: Call, body: PortalSessionGiven, _subject: str) -> _Made:
    """The first link is told to nobody twice; whoever asks again gets one of its own."""
    return open_session(call, body)


def show_session(_call: Call, made: _Made) -> PortalSessionView:
    """The link."""
    return PortalSessionView(url=made.url, ends_at=made.ends_at)


def end_sessions(call: Call, body: CustomerGiven) -> int:
    """Sign a customer out of their pages, in every browser."""
    return end_sessions_of_customer(call.desk, body.customer)


def show_ended(_call: Call, ended: int) -> EndedView:
    """How many there were."""
    return EndedView(ended=ended)


OPERATIONS = (
    Write(
        "/portal-sessions",
        "open_portal_session",
        "requests",
        open_session,
        show_session,
        PortalSessionView,
        PortalSessionGiven,
        again=open_another,
        status=201,
        keeps_answer=False,
        codes=("frame_not_allowed",),
        tag=TAG,
    ),
    Write(
        "/portal-sessions/end",
        "end_portal_sessions",
        "requests",
        end_sessions,
        show_ended,
        EndedView,
        CustomerGiven,
        only_books=True,
        tag=TAG,
    ),
)
