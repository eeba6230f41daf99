"""The fraud check ``country_mismatch``: what is known of the customer's country does not fit together.

The countries are facts that the panel sent with the request or the deposit, and what the gateway says of the card
(``card_country``). Two facts of different names that name different countries disagree. What is not known is no
country, so it disagrees with nothing: a fact that is absent, empty, no code of two letters, or one of the codes that
mean "nobody knows".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, FraudContext, PaymentSigns, Setting, Surroundings, Verdict

# What address services say for "unknown", for anonymous networks and for satellites; EU and AP are no countries.
_NOBODY_KNOWS = frozenset({"XX", "ZZ", "T1", "A1", "A2", "O1", "EU", "AP"})
_LETTERS = 2
_MOST_REASONS = 5


class Said(NamedTuple):
    """A country, the fact that names it, and what the fact is about."""

    fact: str
    country: str
    of: str


@dataclass(frozen=True, slots=True)
class CountryMismatch:
    """Answers ``answer`` when two of the facts in ``compare`` name different countries."""

    answer: Literal["review", "deny"]
    compare: tuple[str, ...]

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow what fits together, abstain when there is nothing to compare, else one reason for each two facts."""
        of_request = list(self._countries(context.facts, "the request"))
        # Payments of one customer are not compared with each other: people travel and have more than one card.
        groups = [[*of_request, *self._of_payment(signs)] for signs in context.payments] or [of_request]
        reasons = dict.fromkeys(reason for group in groups for reason in _disagreements(group))
        if reasons:
            return Verdict(self.answer, tuple(reasons)[:_MOST_REASONS])
        comparable = any(len({said.fact for said in group}) > 1 for group in groups)
        return Verdict("allow" if comparable else "abstain")

    def _of_payment(self, signs: PaymentSigns) -> Iterator[Said]:
        yield from self._countries(signs.facts, signs.deposit)
        yield from self._countries(signs.risk, f"{signs.deposit} at {signs.gateway}")

    def _countries(self, facts: Mapping[str, str], of: str) -> Iterator[Said]:
        for fact in self.compare:
            country = facts.get(fact, "").strip()
            if len(country) != _LETTERS or not country.isascii() or not country.isalpha():
                continue
            if country.upper() not in _NOBODY_KNOWS:
                yield Said(fact, country.upper(), of)


def _disagreements(said: Sequence[Said]) -> Iterator[str]:
    for number, one in enumerate(said):
        for other in said[number + 1 :]:
            if one.fact != other.fact and one.country != other.country:
                yield (f"{one.fact} of {one.of} is {one.country}, and {other.fact} of {other.of} is {other.country}.")


def build(settings: Mapping[str, Any], around: Surroundings) -> CountryMismatch:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return CountryMismatch(settings["answer"], tuple(dict.fromkeys(settings["compare"])))


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``country_mismatch``."""
    settings = {
        "answer": Setting(default="review", choices=("review", "deny"), help="What follows when two facts disagree."),
        "compare": Setting(
            "texts",
            default=("country", "ip_country", "card_country"),
            help="The facts that are compared with each other, by the names under which the panel sends them.",
        ),
    }
    return [
        Factory(
            "country_mismatch",
            build,
            MappingProxyType(settings),
            contract="1.1",
            title="Facts about the country disagree",
        )
    ]
