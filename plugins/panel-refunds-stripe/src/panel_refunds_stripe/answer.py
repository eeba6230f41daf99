"""One object of Stripe's as plain data, read strictly.

The library's objects end at this boundary. A field that is missing or of another kind is not guessed: the answer is
unreadable as a whole, and whoever asked decides what that means. Texts in an error are ours; what stood in the field is
not repeated, because it may be anybody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds_stripe.amounts import money_of

LATEST = 253_402_300_799  # the end of the year 9999


class NoAnswerError(Exception):
    """Stripe gave no answer that tells anything; it may be asked again later."""


class UnreadableError(NoAnswerError):
    """An answer that is not what was asked for; the text names the field, not its value."""


class Answer:
    """An object with an id, as Stripe's API gives it."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    @classmethod
    def of(cls, given: object, kind: str) -> Answer:
        """``given`` as an object of this ``kind`` (``charge``, ``refund``, …); ``UnreadableError`` when it is none."""
        if not isinstance(given, Mapping) or given.get("object") != kind:
            raise UnreadableError(f"what came back is no {kind}")
        return cls(given)

    def text(self, name: str) -> str:
        """A text that is not empty."""
        if (said := self.find_text(name)) is None:
            raise UnreadableError(f"{name} is missing")
        return said

    def find_text(self, name: str) -> str | None:
        """A text, or None where there is none."""
        said = self._fields.get(name)
        return said if isinstance(said, str) and said else None

    def find_ref(self, name: str) -> str | None:
        """The id of another object, expanded or not; None where there is none."""
        said = self._fields.get(name)
        if isinstance(said, Mapping):
            said = said.get("id")
        return said if isinstance(said, str) and said else None

    def whole(self, name: str) -> int:
        """A whole number."""
        said = self._fields.get(name)
        if type(said) is not int:
            raise UnreadableError(f"{name} is no whole number")
        return said

    def flag(self, name: str) -> bool:
        """A yes or no."""
        said = self._fields.get(name)
        if type(said) is not bool:
            raise UnreadableError(f"{name} is neither true nor false")
        return said

    def find_flag(self, name: str) -> bool | None:
        """A yes or no, or None where nothing is said."""
        said = self._fields.get(name)
        return said if isinstance(said, bool) else None

    def find_moment(self, name: str) -> datetime | None:
        """A moment that Stripe gives in seconds since 1970, in UTC; None where there is none."""
        said = self._fields.get(name)
        if type(said) is not int or not 0 < said <= LATEST:
            return None
        return datetime.fromtimestamp(said, UTC)

    def money(self, name: str, currency: str = "currency") -> Money:
        """An amount, together with the currency that stands beside it."""
        try:
            return money_of(self.whole(name), self.text(currency))
        except Refused as refused:
            raise UnreadableError(f"{name} cannot be read: {refused.text}") from None

    def find_inside(self, name: str) -> Answer | None:
        """An object inside this one, of any kind; None where there is none, or only its id."""
        said = self._fields.get(name)
        return Answer(said) if isinstance(said, Mapping) else None

    def find_texts(self, name: str) -> dict[str, str]:
        """A table of texts (``metadata``), empty where there is none."""
        said = self._fields.get(name)
        if not isinstance(said, Mapping):
            return {}
        return {key: value for key, value in said.items() if isinstance(key, str) and isinstance(value, str)}

    @property
    def payments(self) -> tuple[str, ...]:
        """The names of the payment that this belongs to: charge and payment intent, as far as it has them."""
        return tuple(ref for ref in (self.find_ref("charge"), self.find_ref("payment_intent")) if ref)

    def raw(self, name: str) -> object:
        """Whatever stands there."""
        return self._fields.get(name)

    def listed(self, name: str) -> Sequence[object]:
        """A list."""
        said = self._fields.get(name)
        if not isinstance(said, list):
            raise UnreadableError(f"{name} is no list")
        return said
