"""Signing in with the tenant's sign-in service: there, and back. What it says of an error is never shown."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_oidc import begin_at_service, come_back
from panel_refunds.flows.staff_sign_in import PasswordTaken
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import onward
from panel_refunds.pages.visit import Visit
from panel_refunds.tenants.host_names import find_host_name

SAID = ("link_used", "account_unknown", "sign_in_service_refused", "sign_in_service_silent")


def begin(visit: Visit) -> Answer:
    """Send the browser there, with the guest's secret that it comes back with."""
    secret = visit.guest.csrf if visit.guest else ""
    wanted = onward(visit, visit.query.get("next"))
    try:
        address = begin_at_service(visit.desk, secret, back=_back(visit), wanted=wanted)
    except Refused as refused:
        return _said(visit, refused)
    return GoTo(address, guest=secret)


def back(visit: Visit) -> Answer:
    """Let in who comes back, or say in a sentence why not."""
    secret = visit.guest.csrf if visit.guest else ""
    try:
        came = come_back(visit.desk, secret, visit.query, back=_back(visit), site=visit.host)
    except Refused as refused:
        return _said(visit, refused)
    return go_on(visit, came.taken, onward(visit, came.wanted))


def go_on(visit: Visit, taken: PasswordTaken, wanted: str) -> Answer:
    """In, or on to the code; where there is none yet, on to setting it up."""
    if taken.opened is not None:
        return GoTo(wanted, opened=taken.opened)
    name = "staff_first_codes" if taken.sets_up else "staff_code"
    return GoTo(f"{visit.address_of(name)}?next={quote(wanted)}", guest=taken.token)


def _back(visit: Visit) -> str:
    """Where the service sends the browser: this host, by https, or as the tenant's file writes the address of it."""
    address = visit.tenant.portal.address
    if not address or find_host_name(urlsplit(address).netloc) != visit.host:
        address = f"https://{visit.host}"
    return address + visit.address_of("staff_oidc_back")


def _said(visit: Visit, refused: Refused) -> Answer:
    if refused.code not in SAID:
        raise refused
    oidc = visit.tenant.staff.oidc
    given = {"why": refused.code, "name": oidc.name if oidc else "", "only": bool(oidc and oidc.only)}
    status = 403 if refused.code == "link_used" else refused.status
    return Show("signing_in/service.html", given, status=status)
