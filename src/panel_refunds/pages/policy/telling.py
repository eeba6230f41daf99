"""What the policy page is told with: the words and figures of a visitor, and the currency of its examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds.calendar import Span
from panel_refunds.money import SCALE
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.spans import span_text
from panel_refunds.pages.words import Words, marked
from panel_refunds.policy.settings import Amounts

_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "cash": marked("your own money"),
        "bonus": marked("bonus"),
        "amount": marked("the amount"),
        "deposit": marked("the deposit"),
        "order": marked("the order"),
        "reason": marked("the reason"),
        "portal": marked("these pages"),
        "panel": marked("the tickets of your account"),
        "finance": marked("finance"),
        "card": marked("card"),
        "crypto": marked("crypto currency"),
        "wallet": marked("e-wallet"),
        "bank_transfer": marked("bank transfer"),
    }
)


@dataclass(frozen=True, slots=True)
class Telling:
    """How one visitor is told a policy; ``currency`` is the one of the examples."""

    words: Words
    figures: Figures
    currency: str

    def __call__(self, text: str, **figures: object) -> str:
        """The sentence in the visitor's language."""
        return self.words(text, **figures)

    def span(self, span: Span) -> str:
        """``14 days``."""
        return span_text(self.words, span)

    def example(self, whole: int, hundredths: int = 0) -> str:
        """An amount for an example."""
        return self.figures.money(whole * SCALE + hundredths * SCALE // 100, self.currency)

    def amounts(self, amounts: Amounts) -> str | None:
        """Every figure with its currency; None where nothing is set, or zero for all."""
        told = [self.figures.money(units, currency) for currency, units in sorted(amounts.by_currency.items())]
        return self.words.either(told) if told else None

    def named(self, words: Iterable[str]) -> list[str]:
        """Words of a policy file: those that are known in the visitor's language, the tenant's own as they are."""
        return [self.words(_KNOWN[word]) if word in _KNOWN else self.words.isolated(word) for word in words]

    def listed(self, words: Iterable[str]) -> str:
        """The same in a row, with "and"."""
        return self.words.listed(self.named(words))

    def either(self, words: Iterable[str]) -> str:
        """The same in a row, with "or"."""
        return self.words.either(self.named(words))
