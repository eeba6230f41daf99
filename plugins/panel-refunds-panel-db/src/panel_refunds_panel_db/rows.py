"""Rows of the panel's table, as the core's answers: one per order, or an error of that order.

A database compares more loosely than we do: to many, ``A`` is ``a`` and ``é`` is ``e``. So the ids that came are
compared once more, character by character. An id that stands there twice, or in another spelling besides, is an error
of that order: which of the rows was meant would be a guess, and a guess pays money out.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from panel_refunds.ports import OrdersReply, OrderState, ProviderError
from panel_refunds_panel_db.scalars import clean, find_id, find_whole, find_word
from panel_refunds_panel_db.words import read_word

Row = Mapping[str, object]


def read_rows(rows: Sequence[Row], asked: Sequence[str], words: Mapping[str, str]) -> OrdersReply:
    """The answers about ``asked`` in ``rows``, whose columns go by the parts they play in the mapping."""
    exact: dict[str, list[Row]] = defaultdict(list)
    nameless = 0
    for row in rows:
        identity = find_id(row.get("id"))
        if identity is None:
            nameless += 1
        else:
            exact[identity].append(row)
    if nameless:
        text = "The column of ids holds something that is neither a whole number nor a text."
        return OrdersReply(missing=tuple(sorted(asked)), reply_error=ProviderError("shape_mismatch", text))
    wanted = dict.fromkeys(asked)
    others: dict[str, list[str]] = defaultdict(list)
    for identity in exact.keys() - wanted.keys():
        others[_loose(identity)].append(identity)
    orders: dict[str, OrderState | ProviderError] = {}
    for ref in wanted:
        if ref not in exact and _loose(ref) not in others:
            continue
        if _loose(ref) in others:
            orders[ref] = ProviderError("shape_mismatch", "The table has this id in another spelling.")
        elif len(exact[ref]) > 1:
            orders[ref] = ProviderError("shape_mismatch", "The table has this id more than once.")
        else:
            orders[ref] = read_row(exact[ref][0], words)
    twins = {_loose(ref) for ref in wanted}
    return OrdersReply(
        orders=orders,
        not_asked=tuple(sorted(name for loose, names in others.items() if loose not in twins for name in names)),
        missing=tuple(sorted(wanted.keys() - orders.keys())),
    )


def read_row(row: Row, words: Mapping[str, str]) -> OrderState | ProviderError:
    """How the order of one row stands."""
    word = find_word(row.get("status"))
    if word is None:
        return ProviderError("shape_mismatch", "The row gives no status.")
    return OrderState(read_word(word, words), clean(word), find_remains(row))


def find_remains(row: Row) -> int | None:
    """What was not delivered, None where that cannot be told; less than nothing is nothing.

    Worked out from counts it is believed only where they say that something was delivered: counts that nobody keeps
    stand at nothing, and an order would come back whole because of them.
    """
    if "remains" in row:
        told = find_whole(row["remains"])
        return None if told is None else max(told, 0)
    quantity, delivered = find_whole(row.get("quantity")), _delivered(row)
    if quantity is None or delivered is None or delivered <= 0:
        return None
    return max(quantity - delivered, 0)


def _delivered(row: Row) -> int | None:
    if "delivered" in row:
        return find_whole(row["delivered"])
    start, current = find_whole(row.get("start")), find_whole(row.get("current"))
    if start is None or current is None or start < 0:
        return None
    return current - start


def _loose(identity: str) -> str:
    """What a database's comparison may make of an id: no case, no accents, no space around it."""
    parts = unicodedata.normalize("NFKD", identity.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip()
