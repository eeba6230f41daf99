"""The order provider: the core's questions, put to one panel and answered in the core's words.

Each method puts one question and maps its reading; nothing is retried, kept or decided here. What a panel did not
clearly answer stays open: a reply error leaves every order untouched, and a wish whose fate nobody knows is "unknown".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from panel_refunds.money import MAX_UNITS, SCALE, Money
from panel_refunds.ports import (
    Asked,
    OrdersReply,
    OrderState,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    Surroundings,
)
from panel_refunds_smm_v2.reading.fault import UNSURE, Fault
from panel_refunds_smm_v2.reading.reply import ask, read_reply_with, untouched
from panel_refunds_smm_v2.reading.words import read_word
from panel_refunds_smm_v2.retry_after import find_wait
from panel_refunds_smm_v2.settings import Settings

if TYPE_CHECKING:
    from panel_refunds_smm_v2.transport import Transport


class SmmV2Provider:
    """One upstream panel of one tenant."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings

    def __repr__(self) -> str:
        return f"<smm_v2 {self._surroundings.name!r} of {self._surroundings.tenant!r}>"

    def capabilities(self) -> ProviderCapabilities:
        """As the tenant's file says; the API itself cannot be asked."""
        known, counting = self._settings, self._settings.counting
        return ProviderCapabilities(
            known.batch,
            known.cancel,
            known.refill,
            known.reports_remains,
            questions=counting.questions,
            per=counting.per,
            over_order_percent=counting.over_order_percent,
            drip_feed=counting.drip_feed,
        )

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """How the orders stand, in one question; ``ValueError`` for more ids than one question may name.

        An id that cannot stand in a list of ids is an error of that order and is not asked about.
        """
        if len(refs) > self._settings.batch:
            raise ValueError(f"One question may name {self._settings.batch} orders, not {len(refs)}.")
        wanted = list(dict.fromkeys(refs))
        strange = [ref for ref in wanted if not self._can_be_asked(ref)]
        named = [ref for ref in wanted if self._can_be_asked(ref)]
        unasked = {ref: ProviderError("invalid_request", "This id cannot be asked about.") for ref in strange}
        if not named:
            return OrdersReply(orders=unasked)
        form = {"order": named[0]} if len(named) == 1 else {"orders": self._settings.asking.separator.join(named)}
        reading, wait = self._ask("status", named, form)
        if reading["reply_error"]:
            error = self._error(reading["reply_error"])
            return OrdersReply(unasked, missing=tuple(reading["missing"]), reply_error=error, retry_after=wait)
        return OrdersReply(
            orders={**unasked, **{ref: self._state(said) for ref, said in reading["orders"].items()}},
            not_asked=tuple(reading["not_asked"]),
            missing=tuple(reading["missing"]),
            retry_after=wait,
        )

    def request_cancel(self, ref: str) -> Asked:
        """Wish that the order be cancelled. Accepted means heard: money moves only on a status."""
        if not self._settings.cancel:
            return Asked("refused", error=ProviderError("not_cancelable", "This panel takes no cancellations."))
        return self._wish("cancel", ref, {"orders": ref})

    def request_refill(self, ref: str) -> Asked:
        """Wish that what dropped be filled up again; ``ref`` of the answer is the refill's own id, if it has one."""
        if not self._settings.refill:
            return Asked("refused", error=ProviderError("not_refillable", "This panel takes no refills."))
        return self._wish("refill", ref, {"order": ref})

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """How the refill with the id ``ref`` stands."""
        if not self._can_be_asked(ref):
            return ProviderError("invalid_request", "This id cannot be asked about.")
        reading, _ = self._ask("refill_status", [ref], {"refill": ref})
        if reading["reply_error"]:
            return self._error(reading["reply_error"])
        if ref not in reading["refills"]:
            return ProviderError("shape_mismatch", "The reply speaks of another refill.")
        return self._state(reading["refills"][ref])

    def balance(self) -> Money | ProviderError:
        """Our money at the panel, rounded down to our units; an error where it names no currency."""
        reading, _ = self._ask("balance", [], {})
        if reading["reply_error"]:
            return self._error(reading["reply_error"])
        if reading["currency"] is None:
            return ProviderError("shape_mismatch", "The reply names no currency.")
        units = int((Decimal(reading["balance"]) * SCALE).to_integral_value(ROUND_FLOOR))
        if abs(units) > MAX_UNITS:
            return ProviderError("shape_mismatch", "The balance is too large to be one.")
        return Money(units, reading["currency"].upper())

    def services(self) -> Mapping[str, Any]:
        """What the panel offers, as read: ``services`` and ``reply_error``."""
        return self._ask("services", [], {})[0]

    def read_status(self, word: str) -> str:
        """Our word for a bare status word, or ``unknown``."""
        return read_word(word, self._settings.vocabulary.words)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """What the panel's raw answer to ``add`` says; only a clear no is ``refused``."""
        reading = self.read_reply(raw, action="add", asked=(), http_status=http_status)
        error = self._error(reading["reply_error"]) if reading["reply_error"] else None
        return PlacementReading(reading["outcome"], reading["order"], error)

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """A raw reply as this provider reads it, with the tenant's own words and texts."""
        return read_reply_with(self._settings.vocabulary, raw, action=action, asked=asked, http_status=http_status)

    @cached_property
    def _transport(self) -> Transport:
        # Building opens nothing, and reading a file needs no HTTP client: it is imported with the first question.
        from panel_refunds_smm_v2.transport import Transport

        known = self._settings
        return Transport(known.url, known.key, known.timeout_seconds, self._surroundings.http_client, known.asking)

    def _ask(
        self, action: str, asked: Sequence[str], form: Mapping[str, str]
    ) -> tuple[Mapping[str, Any], timedelta | None]:
        """The reading of the answer, and how long the panel asks us to wait where it did not answer."""
        from panel_refunds_smm_v2.transport import Answer

        answer = self._transport.ask({"action": action, **form})
        if isinstance(answer, Answer):
            reading = self.read_reply(answer.raw, action=action, asked=asked, http_status=answer.http_status)
        else:
            reading = untouched(ask(action, asked), Fault(answer.code, answer.text))
        error = reading["reply_error"]
        if not error:
            return reading, None
        self._surroundings.log.warning(
            "provider_reply_error",
            action=action,
            asked=len(asked),
            http_status=answer.http_status,
            code=error["code"],
        )
        return reading, find_wait(answer.headers or {}, answer.http_status, self._surroundings.now())

    def _wish(self, action: str, ref: str, form: Mapping[str, str]) -> Asked:
        if not self._can_be_asked(ref):
            return Asked("refused", error=ProviderError("invalid_request", "This id cannot be asked about."))
        reading, _ = self._ask(action, [ref], form)
        if reading["reply_error"]:
            error = self._error(reading["reply_error"])
            return Asked("unknown" if error.code in UNSURE else "refused", error=error)
        said = reading["orders"].get(ref)
        if said is None:
            return Asked("unknown", error=ProviderError("shape_mismatch", "The reply speaks of another order."))
        return Asked(said["outcome"], said.get("refill"), self._error(said["error"]) if said["error"] else None)

    def _state(self, said: Mapping[str, Any]) -> OrderState | ProviderError:
        if "error" in said:
            return self._error(said["error"])
        return OrderState(
            said["status"],
            self._hide_key(said["raw_status"]),
            said.get("remains"),
            ordered=said.get("ordered"),
            runs=said.get("runs"),
            runs_left=said.get("runs_left"),
            unclear=said.get("unclear", False),
        )

    def _can_be_asked(self, ref: str) -> bool:
        return self._settings.asking.can_name(ref)

    def _error(self, said: Mapping[str, str]) -> ProviderError:
        return ProviderError(said["code"], self._hide_key(said["text"]))

    def _hide_key(self, text: str) -> str:
        """Some panels repeat the key they were sent; it must not reach a log, a page or a table."""
        return text.replace(self._settings.key, "[key]")
