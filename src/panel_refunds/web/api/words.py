"""The inbox of status words nobody knew: mapped once, then the orders that had them are told again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from panel_refunds.flows.decide_order import resolve_word
from panel_refunds.orders.order import Order
from panel_refunds.web.answers.orders import OrdersView, show_orders
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.answers.upkeep import WordView, show_word
from panel_refunds.web.fields import Given, Person, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "words"


class MappingGiven(Given):
    """What a word means, who says so, and for whom: this provider, or the whole tenant."""

    status: Word
    by: Person
    scope: Literal["provider", "tenant"] = "provider"


class WordQuery(PageQuery):
    """Which words; ``all`` shows the mapped ones too."""

    all: Annotated[bool, Field(strict=False)] = False


def show_many(call: Call, asked: WordQuery) -> Page[WordView]:
    """Unknown words, oldest first."""
    with call.desk.read() as books:
        found = books.unknown_words(open_only=not asked.all, after=asked.after, limit=asked.limit + 1)
    items = [show_word(word) for word in found[: asked.limit]]
    return Page[WordView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def map_word(call: Call, body: MappingGiven) -> list[Order]:
    """Say what a word means; the orders that had it are told again."""
    return resolve_word(call.desk, call.path["word"], status=body.status, by=body.by, scope=body.scope)


def _again(call: Call, body: MappingGiven, subject: str) -> list[Order]:
    """Tell the orders again that still wait for the word: who mapped it may have died before."""
    with call.desk.read() as books:
        word = books.get_unknown_word(subject)
    if word.status is None:
        return []
    return resolve_word(call.desk, subject, status=word.status, by=body.by, scope=body.scope)


OPERATIONS = (
    Read("/words", "list_words", "read", show_many, Page[WordView], WordQuery, tag=TAG),
    Write(
        "/words/{word}/map",
        "map_word",
        "orders",
        map_word,
        show_orders,
        OrdersView,
        MappingGiven,
        again=_again,
        wakes=True,
        codes=("word_builtin", "word_cannot_pay"),
        tag=TAG,
    ),
)
