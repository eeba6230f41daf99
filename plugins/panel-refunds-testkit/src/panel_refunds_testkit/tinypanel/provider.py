"""Tinypanel's adapter: one question about many orders, wishes, webhooks. Everything that a provider can do, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from panel_refunds.money import Money
from panel_refunds.ports import (
    Asked,
    OrderHint,
    OrdersReply,
    OrderState,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    Setting,
    Surroundings,
)
from panel_refunds.ports.asking import Answer, NoAnswerError, ask, in_path
from panel_refunds.ports.said import Said, UnreadableError, parse_json
from panel_refunds_testkit.tinypay.hooks import parse_signed

WORDS: Mapping[str, str] = MappingProxyType(
    {"running": "in_progress", "done": "completed", "short": "partial", "void": "canceled"}
)
SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "api_key": Setting(required=True, secret=True, help="The key of your account."),
        "api_base": Setting(default="https://api.tinypanel.example", help="The panel's address; change it in tests."),
        "webhook_secrets": Setting("texts", default=(), secret=True, help="The secrets of your webhooks, all of them."),
    }
)
BATCH = 50
_OK, _ACCEPTED, _CONFLICT, _NOT_FOUND, _LIMIT = 200, 202, 409, 404, 429
_MOST = 10**15
_LONGEST_ID = 20


class TinyProvider:
    """One panel of one tenant."""

    def __init__(self, settings: Mapping[str, Any], surroundings: Surroundings) -> None:
        self._secrets: Sequence[str] = settings["webhook_secrets"]
        self._now = surroundings.now
        self._client = surroundings.http_client(
            base_url=settings["api_base"], timeout=10, headers={"authorization": f"Bearer {settings['api_key']}"}
        )

    def __repr__(self) -> str:
        return "<tinypanel>"

    def capabilities(self) -> ProviderCapabilities:
        """It can do everything."""
        return ProviderCapabilities(batch=BATCH, webhooks=True)

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """All of them in one question."""
        if len(refs) > BATCH:
            raise ValueError(f"one question may name {BATCH} orders, not {len(refs)}")
        named = [ref for ref in dict.fromkeys(refs) if _can_be_asked(ref)]
        strange = {ref: ProviderError("invalid_request", "no order has this id") for ref in refs if ref not in named}
        if not named:
            return OrdersReply(strange)
        answer = None
        try:
            answer = ask(self._client, "GET", "/orders", params={"ids": ",".join(named)})
            listed = _orders(answer)
        except NoAnswerError as error:
            wait = answer.retry_after if answer is not None and answer.status == _LIMIT else None
            return OrdersReply(strange, missing=tuple(named), reply_error=_told(error), retry_after=wait)
        told = {ref: self.read_order(said) for ref, said in listed.items() if ref in named}
        return OrdersReply(
            {**strange, **told},
            not_asked=tuple(ref for ref in listed if ref not in named),
            missing=tuple(ref for ref in named if ref not in listed),
        )

    def read_order(self, said: Mapping[str, Any]) -> OrderState | ProviderError:
        """One order of an answer."""
        word = said.get("status")
        if not isinstance(word, str) or not word.strip():
            return ProviderError("other", "the panel says no status of it")
        return OrderState(self.read_status(word), word, figure(said.get("remains")))

    def request_cancel(self, ref: str) -> Asked:
        """Wish it."""
        return self._wish(ref, "cancel")

    def request_refill(self, ref: str) -> Asked:
        """Wish it; the answer has the refill's id."""
        return self._wish(ref, "refill")

    def _wish(self, ref: str, wish: str) -> Asked:
        try:
            answer = ask(self._client, "POST", f"/orders/{in_path(ref)}/{wish}")
            if answer.status == _ACCEPTED:
                return Asked("accepted", answer.said().find_text("refill"))
            if answer.status in (_CONFLICT, _NOT_FOUND):
                return Asked("refused", error=ProviderError("other", answer.said().text("error")))
        except LookupError:
            return Asked("refused", error=ProviderError("invalid_request", "no order has this id"))
        except NoAnswerError as error:
            return Asked("unknown", error=_told(error))
        return Asked("unknown", error=ProviderError("unreadable", f"the panel answered with {answer.status}"))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """How a refill stands."""
        try:
            answer = ask(self._client, "GET", f"/refills/{in_path(ref)}")
            if answer.status == _NOT_FOUND:
                return ProviderError("refill_not_found", "the panel has no such refill")
            word = _right(answer).text("status")
        except (LookupError, NoAnswerError) as error:
            return _told(error)
        return OrderState(self.read_status(word), word)

    def balance(self) -> Money | ProviderError:
        """What is left of our money."""
        try:
            return _right(ask(self._client, "GET", "/balance")).money("balance", "USD")
        except NoAnswerError as error:
            return _told(error)

    def read_status(self, word: str) -> str:
        """Whole words, in any case."""
        return WORDS.get(word.strip().lower(), "unknown")

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """Placed with an id, refused with a 400 that says why; everything else is unknown."""
        try:
            said = Said.of(parse_json(raw), "placement")
            order, error = said.find_text("order"), said.find_text("error")
        except UnreadableError:
            order = error = None
        if http_status == _OK and order and not error:
            return PlacementReading("accepted", order)
        if http_status == 400 and error and not order:  # noqa: PLR2004 - HTTP's own number
            return PlacementReading("refused", error=ProviderError("other", error))
        return PlacementReading("unknown", error=ProviderError("unreadable", "nobody knows from this answer"))

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """A raw answer about orders, as plain values."""
        try:
            listed = _orders(Answer(http_status, {}, raw))
        except NoAnswerError as error:
            return {"action": action, "reply_error": {"code": "unreadable", "text": str(error)}}
        return {"action": action, "reply_error": None, "orders": sorted(ref for ref in listed if ref in asked)}

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        """Which order may have changed."""
        said = parse_signed(raw, headers, self._secrets, self._now())
        return [OrderHint(said.text("id"), (said.text("order"),), said.text("kind"))]


def figure(value: object) -> int | None:
    """A whole number from nothing on, as a number or in plain digits; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID:
        value = int(value)
    return value if type(value) is int and 0 <= value <= _MOST else None


def _can_be_asked(ref: str) -> bool:
    return ref.isascii() and ref.isalnum() and len(ref) <= _LONGEST_ID


def _right(answer: Answer) -> Said:
    if answer.status != _OK:
        raise UnreadableError(f"the panel answered with {answer.status}")
    return answer.said()


def _orders(answer: Answer) -> dict[str, Mapping[str, Any]]:
    listed = _right(answer).listed("orders")
    return {Said.of(each, "order").text("id"): each for each in listed}


def _told(error: Exception) -> ProviderError:
    return ProviderError("unreadable", str(error))


def build(settings: Mapping[str, Any], surroundings: Surroundings) -> TinyProvider:
    """The provider of one tenant."""
    return TinyProvider(settings, surroundings)
