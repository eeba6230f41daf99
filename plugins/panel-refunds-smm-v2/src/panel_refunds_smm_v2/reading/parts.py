"""Orders that are delivered in parts: runs of a drip feed, posts of a subscription.

What remains of them cannot be read from one number. A drip feed's figures count only where the operator told which
fields say how many runs there are and how many have not begun. A subscription is known by its posts or its expiry: what
its last word is worth depends on how many posts were served, and where the answer does not say that for certain it is
*unclear* and a word that would pay waits for a person. A post for which an order was made counts as served.
"""

from __future__ import annotations

from typing import Any

from panel_refunds_smm_v2.reading.body import Json, Record
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import find_text, find_whole

_GIVEN_UP = frozenset({"canceled", "refunded"})
_NOTHING = frozenset({"", "0", "null", "false"})


def read_parts(answer: Record, state: dict[str, Any], question: Question) -> dict[str, Any]:
    """``state`` of one order with what its parts change: ``ordered``, ``runs``, ``runs_left``, ``unclear``."""
    if _is_subscription(answer, state):
        return _of_subscription(answer, state, question)
    ordered = find_whole(answer.value("ordered")) if "ordered" in question.vocabulary.paths.ways else None
    if ordered is not None:
        state = {**state, "ordered": max(0, ordered)}
    return _of_drip_feed(answer, state, question)


def _is_subscription(answer: Record, state: dict[str, Any]) -> bool:
    posts = find_whole(answer.value("posts"))
    if state["remains"] is not None:
        return bool(posts)
    return _says_something(answer.value("posts"), "0") or _says_something(answer.value("expiry"))


def _says_something(value: Json, *also: str) -> bool:
    text = find_text(value)
    return text is not None and (text in also or text.lower() not in _NOTHING)


def _of_subscription(answer: Record, state: dict[str, Any], question: Question) -> dict[str, Any]:
    posts, made = find_whole(answer.value("posts")), _made(answer, question)
    known = question.vocabulary.subscriptions == "posts" and state["remains"] is None
    if not known or posts is None or made is None or not 0 <= made <= posts or not posts:
        return {**state, "remains": None, "unclear": True}
    # Cancelled after it began, it is delivered in part.
    status = "partial" if state["status"] in _GIVEN_UP and made else state["status"]
    return {**state, "status": status, "remains": 0, "runs": posts, "runs_left": posts - made}


def _made(answer: Record, question: Question) -> int | None:
    name = "posts_made" if "posts_made" in question.vocabulary.paths.ways else "orders"
    value = answer.value(name)
    return len(value) if isinstance(value, list) else find_whole(value)


def _of_drip_feed(answer: Record, state: dict[str, Any], question: Question) -> dict[str, Any]:
    if not {"runs", "runs_left"} <= question.vocabulary.paths.ways.keys():
        return state
    runs, left = find_whole(answer.value("runs")), find_whole(answer.value("runs_left"))
    if runs is None or left is None or runs <= 1:
        return state
    return {**state, "runs": runs, "runs_left": max(0, left)}
