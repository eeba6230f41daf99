"""An order provider whose orders are in the state a test or a story put them in.

It reads status words with whatever reader it is given (a real adapter's ``read_status``), so that stories mean what
the adapter means. It notes which orders it was asked to cancel or refill, and answers those wishes as scripted; money
never moves on such an answer, only on a status.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any, Literal

from panel_refunds.money import Money
from panel_refunds.ports import (
    Asked,
    OrdersReply,
    OrderState,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
)

Answer = Literal["accepted", "refused", "unknown"]


class ScriptedProvider:
    """A ``ports.OrderProvider`` without a network; any number of threads may use it at once."""

    def __init__(self, read_status: Callable[[str], str], *, capabilities: ProviderCapabilities | None = None) -> None:
        self._read_status = read_status
        self._capabilities = capabilities or ProviderCapabilities()
        self._orders: dict[str, OrderState | ProviderError] = {}
        self._refills: dict[str, OrderState] = {}
        self._answers: deque[tuple[Answer, str]] = deque()
        self._asked: list[tuple[Literal["cancel", "refill"], str]] = []
        self._silence: ProviderError | None = None
        self._lock = Lock()

    # ------------------------------------------------------------ what a test or a story says to it

    def set_order(self, ref: str, word: str, remains: int | None = None) -> OrderState:
        """The order stands at the provider's ``word`` from now on; the state as the adapter reads it."""
        state = OrderState(self._read_status(word), word, remains)
        with self._lock:
            self._orders[ref] = state
        return state

    def break_order(self, ref: str, error: ProviderError) -> None:
        """Answer questions about this one order with an error."""
        with self._lock:
            self._orders[ref] = error

    def break_replies(self, error: ProviderError | None) -> None:
        """Answer every question about orders with one error for all of them, until told None."""
        with self._lock:
            self._silence = error

    def script(self, answer: Answer, text: str = "") -> None:
        """The answer to the next wish (cancel or refill) that has none yet; by default it is accepted."""
        with self._lock:
            self._answers.append((answer, text))

    def set_refill(self, refill: str, word: str) -> None:
        """The refill of this id stands at ``word`` from now on."""
        with self._lock:
            self._refills[refill] = OrderState(self._read_status(word), word)

    # ------------------------------------------------------------ what a test reads

    @property
    def cancels(self) -> tuple[str, ...]:
        """The orders it was asked to cancel, in order, repetitions included."""
        with self._lock:
            return tuple(ref for wish, ref in self._asked if wish == "cancel")

    @property
    def refills(self) -> tuple[str, ...]:
        """The orders it was asked to refill, in order, repetitions included."""
        with self._lock:
            return tuple(ref for wish, ref in self._asked if wish == "refill")

    # ------------------------------------------------------------ the provider

    def capabilities(self) -> ProviderCapabilities:
        """As given when it was made; by default it can do everything."""
        return self._capabilities

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """How the orders stand; those it does not know are ``missing``. ValueError above the batch size."""
        if len(refs) > self._capabilities.batch:
            raise ValueError(f"at most {self._capabilities.batch} orders fit in one question, not {len(refs)}")
        with self._lock:
            if self._silence is not None:
                return OrdersReply(missing=tuple(sorted(refs)), reply_error=self._silence)
            known = {ref: self._orders[ref] for ref in refs if ref in self._orders}
            return OrdersReply(known, missing=tuple(sorted(set(refs) - set(known))))

    def request_cancel(self, ref: str) -> Asked:
        """Note the wish and answer as scripted."""
        return self._wish("cancel", ref, "not_cancelable")

    def request_refill(self, ref: str) -> Asked:
        """Note the wish and answer as scripted; an accepted refill has an id and is pending."""
        asked = self._wish("refill", ref, "not_refillable")
        if asked.ref is not None:
            self.set_refill(asked.ref, "Pending")
        return asked

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """How the refill of this id stands."""
        with self._lock:
            return self._refills.get(ref) or ProviderError("refill_not_found", f"there is no refill {ref!r} here")

    def balance(self) -> Money | ProviderError:
        """An error: nobody pays a scripted provider."""
        return ProviderError("invalid_request", "a scripted provider has no balance")

    def read_status(self, word: str) -> str:
        """Our word for the provider's word, as the given reader reads it."""
        return self._read_status(word)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:  # noqa: ARG002 - it has no wire format
        """Unknown: a scripted provider has no wire format to read."""
        return PlacementReading("unknown", error=ProviderError("unreadable", "a scripted provider has no wire format"))

    def read_reply(
        self,
        raw: bytes,  # noqa: ARG002 - it has no wire format
        *,
        action: str,
        asked: Sequence[str],  # noqa: ARG002 - as above
        http_status: int,  # noqa: ARG002 - as above
    ) -> Mapping[str, Any]:
        """Unreadable: a scripted provider has no wire format to read."""
        error = {"code": "unreadable", "text": "a scripted provider has no wire format"}
        return {"action": action, "reply_error": error}

    def _wish(self, wish: Literal["cancel", "refill"], ref: str, refusal: str) -> Asked:
        with self._lock:
            self._asked.append((wish, ref))
            answer, text = self._answers.popleft() if self._answers else ("accepted", "")
            if answer == "accepted":
                return Asked("accepted", ref=f"refill_{len(self._asked)}" if wish == "refill" else None)
            code = refusal if answer == "refused" else "unreadable"
            return Asked(answer, error=ProviderError(code, text))
