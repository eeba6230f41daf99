"""Order providers that would pay too much, too early, or by somebody else's word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from panel_refunds.ports import Asked, OrderHint, OrdersReply, OrderState, PlacementReading, ProviderCapabilities
from panel_refunds.ports.asking import NoAnswerError, ask
from panel_refunds_testkit.tinypanel.provider import TinyProvider


class FindsWordsInWords(TinyProvider):
    """It looks for its words inside the provider's, so what is *not done* is done."""

    def read_status(self, word: str) -> str:
        """Any part will do."""
        return "completed" if "done" in word else super().read_status(word)


class MissingIsCanceled(TinyProvider):
    """An order that the provider does not know counts as cancelled, and is paid back."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """Nothing is missing."""
        reply = super().get_orders(refs)
        gone = dict.fromkeys(reply.missing, OrderState("canceled", "void", None)) if not reply.reply_error else {}
        return replace(reply, orders={**gone, **reply.orders}, missing=())


class TellsWhateverComes(TinyProvider):
    """It tells every order in the answer, asked for or not."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """All of them."""
        reply = super().get_orders(refs)
        return replace(
            reply, orders={**reply.orders, **super().get_orders(reply.not_asked or refs).orders}, not_asked=()
        )


class KeepsAnswers(TinyProvider):
    """It remembers what it heard, and says it again when it is no longer true."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """As the first time."""
        known: dict[tuple[str, ...], OrdersReply] = self.__dict__.setdefault("known", {})
        return known.setdefault(tuple(refs), super().get_orders(refs))


class AsksForMore(TinyProvider):
    """Its capabilities say ten, and it puts fifty into a question."""

    def capabilities(self) -> ProviderCapabilities:
        """Ten."""
        return replace(super().capabilities(), batch=10)


class AnyNumberIsAFigure(TinyProvider):
    """It takes whatever becomes a number for what remains."""

    def read_order(self, said: Mapping[str, Any]) -> Any:
        """Five less than nothing remains."""
        state = super().read_order(said)
        try:
            return replace(state, remains=int(said["remains"]))
        except (ValueError, TypeError, KeyError):
            return state


class NothingSaidIsZero(TinyProvider):
    """What is not said remains is nothing: all was delivered."""

    def read_order(self, said: Mapping[str, Any]) -> Any:
        """Zero."""
        state = super().read_order(said)
        return replace(state, remains=state.remains or 0) if isinstance(state, OrderState) else state


class TriesAgain(TinyProvider):
    """It asks once more where it was not answered."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """Twice is better."""
        reply = super().get_orders(refs)
        return super().get_orders(refs) if reply.reply_error else reply


class ForgetsTheTime(TinyProvider):
    """It is told to wait, and does not tell for how long."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """No time."""
        return replace(super().get_orders(refs), retry_after=None)


class BelievesErrorPages(TinyProvider):
    """It never looks at the HTTP status."""

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """Whatever the body says."""
        try:
            said = ask(self._client, "GET", "/orders", params={"ids": ",".join(refs)}).said()
            orders = {each["id"]: self.read_order(each) for each in said.listed("orders")}
        except (NoAnswerError, TypeError, KeyError):
            return super().get_orders(refs)
        return OrdersReply({ref: state for ref, state in orders.items() if ref in refs})


class SilenceIsNo(TinyProvider):
    """A wish that nobody answered counts as refused, though it may have been heard."""

    def request_cancel(self, ref: str) -> Asked:
        """No answer, no cancellation."""
        asked = super().request_cancel(ref)
        return replace(asked, outcome="refused") if asked.outcome == "unknown" else asked


class NoIdIsNo(TinyProvider):
    """An order counts as never placed when the answer has no id, whatever happened."""

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """Refused."""
        read = super().read_placement(raw, http_status)
        return replace(read, outcome="refused") if read.outcome == "unknown" else read


class BelievesAnyWebhook(TinyProvider):
    """It does not verify its webhooks."""

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        """Anybody may say so."""
        try:
            said = json.loads(raw)
            return [OrderHint(said["id"], (said["order"],), said["kind"])]
        except (ValueError, KeyError, TypeError):
            return super().parse_webhook(raw, headers)


FAILS: Mapping[type, str] = MappingProxyType(
    {
        FindsWordsInWords: "test_a_word_that_nobody_has_heard_of_is_unknown",
        MissingIsCanceled: "test_an_order_that_is_not_there_has_no_state",
        TellsWhateverComes: "test_an_order_that_was_not_asked_for_is_left_alone",
        KeepsAnswers: "test_the_same_question_has_the_same_answer_until_something_changes",
        AsksForMore: "test_no_question_names_more_than_the_batch",
        AnyNumberIsAFigure: "test_what_is_no_figure_is_none",
        NothingSaidIsZero: "test_a_figure_that_is_missing_is_not_nothing",
        TriesAgain: "test_nothing_is_asked_twice",
        ForgetsTheTime: "test_a_limit_is_told_with_its_time",
        BelievesErrorPages: "test_a_server_error_touches_no_order",
        SilenceIsNo: "test_a_wish_whose_answer_never_comes_is_unknown",
        NoIdIsNo: "test_what_is_not_clear_is_never_refused",
        BelievesAnyWebhook: "test_an_altered_or_unsigned_delivery_is_refused",
    }
)
