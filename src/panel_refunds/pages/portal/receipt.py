"""The receipt of a request, made to be printed: who, what, which sums, which references."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.portal.request import find_own, request_given
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words
from panel_refunds.web.answers.requests import show_request

HAS_RECEIPT = frozenset({"approved", "sending", "sent", "paid"})


def show(visit: Visit) -> Answer:
    """The receipt; a request of which nothing goes out has none, and shows its page."""
    request = find_own(visit)
    if request is None:
        return missing(visit)
    if request.state not in HAS_RECEIPT:
        return GoTo(visit.address_of("request", request=request.request_id))
    given = request_given(visit, request, show_request(visit, request))
    aside = _set_aside(visit.words)
    given["overrides"] = [aside[code] for code in request.overrides if code in aside]
    return Show("portal/receipt.html", given)


def _set_aside(_: Words) -> dict[str, str]:
    """What two people with a reason may set aside, as the receipt says it."""
    return {
        "window_closed": _("The time limit was set aside for you by two people."),
        "window_not_open": _("The waiting time was set aside for you by two people."),
        "subject_missing": _("The missing subject was set aside for you by two people."),
        "below_minimum": _("The least amount was set aside for you by two people."),
        "minimum_unknown": _("The least amount was decided for you by two people."),
    }
