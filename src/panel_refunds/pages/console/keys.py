"""The keys of the API: all of them, making one, which is shown once, and ending one."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Replayed
from panel_refunds.flows.keep_keys import add_key, list_keys, revoke_key
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.forms import NewKeyForm, PressForm
from panel_refunds.pages.desk.once import do_once
from panel_refunds.pages.visit import Visit
from panel_refunds.store import ApiKey
from panel_refunds.web.api_keys import CHILD, SCOPES, new_api_key

DONE = ("ended", "shown")


def show(visit: Visit) -> Answer:
    """All keys, those in use first, and the form for a new one."""
    done = visit.query.get("done")
    return _page(visit, None, None, done=done if done in DONE else None)


def make(visit: Visit) -> Answer:
    """Make the key and show its secret. Sent once more, the same form shows that it was shown."""
    form = NewKeyForm.read(visit)
    name, customer = (form.name.data or "").strip(), (form.customer.data or "").strip() or None
    scopes = sorted(set(form.scopes.data or [])) if customer is None else [CHILD]
    desk = visit.desk_once(form.once.data, f"key:{name}:{','.join(scopes)}:{customer}")
    try:
        secret, key = new_api_key(
            desk.tenant.id, name, scopes, key_id=desk.new_id("key"), at=desk.now(), customer=customer
        )
        add_key(desk, key, by=visit.person)
    except Replayed:
        return GoTo(f"{visit.address_of('console_keys')}?done=shown")
    except Refused as refused:
        return _page(visit, form, refused)
    return console_page(visit, "key_made", {"key": key, "secret": secret})


def show_one(visit: Visit) -> Answer:
    """One key, and the button that ends it."""
    return _one(visit, None)


def end(visit: Visit) -> Answer:
    """End it; whoever was faster has done the same."""
    form, key_id = PressForm.read(visit), visit.path["key"]
    _find(visit, key_id)
    try:
        do_once(visit, form.once.data, f"end_key:{key_id}", lambda desk: revoke_key(desk, key_id, by=visit.person))
    except Refused as refused:
        return _one(visit, refused)
    return GoTo(f"{visit.address_of('console_keys')}?done=ended")


def _page(visit: Visit, form: NewKeyForm | None, refused: Refused | None, *, done: str | None = None) -> Show:
    keys = sorted(list_keys(visit.desk), key=lambda key: (key.revoked_at is not None, key.key_id))
    form = form or NewKeyForm.fresh(visit)
    given = {"keys": keys, "form": form, "scopes": SCOPES, "chosen": form.scopes.data or [], "done": done}
    return console_page(visit, "keys", given, refused=refused)


def _one(visit: Visit, refused: Refused | None) -> Show:
    given = {"key": _find(visit, visit.path["key"]), "form": PressForm.fresh(visit)}
    return console_page(visit, "key", given, refused=refused)


def _find(visit: Visit, key_id: str) -> ApiKey:
    found = next((key for key in list_keys(visit.desk) if key.key_id == key_id), None)
    if found is None:
        raise Refused("not_found", "There is no such key.")
    return found
