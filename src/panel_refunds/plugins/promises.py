"""What an adapter returns, looked at before the core believes it.

Types are only a promise in Python: an adapter may return 157.5 where a whole number belongs, a word where a status
does, or a dictionary it forgot to read. In the books such a value would do its damage far from where it came from. So
every answer is checked against the declared types of ``panel_refunds.ports``, strictly, and the sentence about what is
wrong names the field. About orders the check is finer: one answer that makes no sense costs that order its turn, and
not its neighbours theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from panel_refunds.orders.words import KNOWN, UNKNOWN
from panel_refunds.ports import OrdersReply, OrderState, ProviderError

AnswerT = TypeVar("AnswerT")
_STRICT = ConfigDict(strict=True, revalidate_instances="always", arbitrary_types_allowed=True)
MOST_REMAINS = 10**15


class BrokenPromiseError(TypeError):
    """An adapter returned something else than its contract says; the text names the field and never its value."""


def as_promised(kind: Any, answer: AnswerT) -> AnswerT:
    """``answer``, when it is what ``kind`` (a type of the contract) says; BrokenPromiseError otherwise."""
    try:
        _checker(_one_of(kind, answer)).validate_python((answer,))
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"][1:])
        raise BrokenPromiseError(f"{where or f'a {type(answer).__name__} came'}: {fault['msg']}") from None
    return answer


def _one_of(kind: Any, answer: object) -> Any:
    """Of several types that are promised the one that came, so that what is wrong can be told of its fields."""
    if not isinstance(kind, UnionType):
        return kind
    for member in get_args(kind):
        if type(answer) is member:
            return member
    raise BrokenPromiseError(f"a {type(answer).__name__} came: none of {kind}")


def orders_as_promised(reply: OrdersReply) -> OrdersReply:
    """The reply with every answer about an order that can be used; what cannot be used is an error of that order."""
    if not isinstance(reply, OrdersReply):
        raise BrokenPromiseError(f"OrdersReply was promised, {type(reply).__name__} came")
    rest = replace(reply, orders={})
    as_promised(OrdersReply, rest)
    as_promised(Mapping[Any, Any], reply.orders)
    orders = {ref: _order_as_promised(answer) for ref, answer in reply.orders.items() if isinstance(ref, str)}
    for ref in reply.missing:
        if ref in orders:
            orders[ref] = ProviderError("unreadable", "the order is told and missing at once")
    return replace(rest, orders=orders)


def _order_as_promised(answer: object) -> OrderState | ProviderError:
    if isinstance(answer, ProviderError):
        return answer
    if not isinstance(answer, OrderState):
        return ProviderError("unreadable", f"OrderState was promised, {type(answer).__name__} came")
    try:
        as_promised(OrderState, answer)
    except BrokenPromiseError as broken:
        if not _only_figures_are_wrong(answer):
            return ProviderError("unreadable", str(broken))
        answer = _without_figures(answer)
    figures = (answer.remains, answer.ordered, answer.runs, answer.runs_left)
    if any(figure is not None and not 0 <= figure <= MOST_REMAINS for figure in figures):
        answer = _without_figures(answer)
    return answer if answer.status in KNOWN else replace(answer, status=UNKNOWN)


def _without_figures(answer: OrderState) -> OrderState:
    """Without them a partial order is not paid by guess: a person is asked. One figure alone could mislead."""
    doubtful = answer.ordered is not None or answer.runs is not None or answer.runs_left is not None
    return replace(
        answer, remains=None, ordered=None, runs=None, runs_left=None, unclear=answer.unclear is True or doubtful
    )


def _only_figures_are_wrong(answer: OrderState) -> bool:
    try:
        as_promised(OrderState, _without_figures(answer))
    except BrokenPromiseError:
        return False
    return answer.status in KNOWN


@cache
def _checker(kind: Any) -> TypeAdapter[Any]:
    # As the item of a tuple, because a dataclass alone takes no configuration from outside.
    return TypeAdapter(tuple[kind], config=_STRICT)
