"""The audit trail: what people did, with what it changed, by person, kind and day."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from panel_refunds.flows.look_at_trail import Wanted, look_at_trail
from panel_refunds.flows.staff_members import list_staff
from panel_refunds.ids import is_id
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.visit import Visit
from panel_refunds.store import Action

PAGE = 25
LONGEST = 80
_PLACES = (
    ("request", "desk_request", "request"),
    ("refund", "desk_refund", "refund"),
    ("order", "desk_order", "order"),
    ("word", "desk_word", "word"),
    ("key", "console_key", "key"),
)


def show(visit: Visit) -> Answer:
    """A page of acts, the newest first, with the filters that the address has."""
    person, kind = (visit.query.get(name, "").strip()[:LONGEST] for name in ("person", "kind"))
    day, before = _day(visit.query.get("day", "")), visit.query.get("before", "")
    wanted = Wanted(person=person or None, kind=kind or None, day=day)
    found = look_at_trail(visit.desk, wanted, before=before if is_id(before, "audit") else None, limit=PAGE + 1)
    acts = found[:PAGE]
    staff = list_staff(visit.desk)
    logins = {each.staff_id: each.login for each in staff}
    filters = {"person": person, "kind": kind, "day": day.isoformat() if day else ""}
    kept = {name: value for name, value in filters.items() if value}
    given = {
        "acts": [(each, _place(visit, each, logins)) for each in acts],
        "filters": filters,
        "filtered": bool(kept),
        "bad_day": visit.query.get("day", "") if day is None else "",
        "people": [each.person for each in staff],
        "older": urlencode({**kept, "before": acts[-1].action_id}) if len(found) > PAGE else None,
        "newest": urlencode(kept) if before else None,
    }
    return console_page(visit, "trail", given)


def _place(visit: Visit, act: Action, logins: dict[str, str]) -> str | None:
    """The page of what an act is about; None where it has none."""
    if act.about in logins:
        return visit.address_of("console_person", login=logins[act.about])
    if act.action in ("stop_gateway", "start_gateway") and act.about in visit.desk.gateways:
        return visit.address_of("desk_gateway", gateway=act.about)
    for noun, page, part in _PLACES:
        if is_id(act.about, noun):
            return visit.address_of(page, **{part: act.about})
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
