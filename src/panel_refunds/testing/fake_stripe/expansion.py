"""``expand``: objects in the place of their ids, along paths such as ``latest_charge.balance_transaction``."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from panel_refunds.testing.fake_stripe.books import Books, Json
from panel_refunds.testing.fake_stripe.pages import USUAL_LIMIT
from panel_refunds.testing.fake_stripe.refusal import bad_value

DEEPEST = 4
SOMETIMES_THERE = frozenset({"failure_balance_transaction"})
"""What can be expanded and is not in every object."""


def expand(books: Books, thing: Json, params: dict[str, Any]) -> Json:
    """A copy of ``thing`` with everything expanded that ``params`` asks for; refuses what is not there to expand."""
    wanted = params.get("expand", [])
    if not isinstance(wanted, list):
        raise bad_value("expand", "Invalid array: expand has to be a list of paths.")
    shown = deepcopy(thing)
    for path in wanted:
        parts = str(path).split(".")
        if len(parts) > DEEPEST:
            raise bad_value("expand", f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}")
        _expand(books, shown, parts, str(path))
    return shown


def _expand(books: Books, thing: Any, parts: list[str], path: str) -> None:
    if isinstance(thing, list):
        for each in thing:
            _expand(books, each, parts, path)
        return
    name, *rest = parts
    if name in SOMETIMES_THERE and isinstance(thing, dict):
        thing.setdefault(name, None)
    if name == "refunds" and isinstance(thing, dict) and thing["object"] == "charge":
        thing[name] = _refunds_of(books, thing["id"])
    if not isinstance(thing, dict) or name not in thing:
        raise bad_value("expand", f"This property cannot be expanded ({path}).")
    value = thing[name]
    if isinstance(value, str):
        found = books.find(value)
        if found is None:
            raise bad_value("expand", f"This property cannot be expanded ({path}).")
        value = thing[name] = deepcopy(found)
    if rest and value is not None:
        _expand(books, value, rest, path)


def _refunds_of(books: Books, charge: str) -> Json:
    """The first page of a charge's refunds, which it shows only when asked to."""
    all_of_it = books.refunds_of(charge)
    return {
        "object": "list",
        "data": deepcopy(all_of_it[:USUAL_LIMIT]),
        "has_more": len(all_of_it) > USUAL_LIMIT,
        "url": f"/v1/charges/{charge}/refunds",
    }
