"""Why not, why less, why later: every reason of a decision as a sentence in the visitor's language.

A decision's findings carry a code and the figures they were made from. Here each code has its sentences, the one with
the most figures first: the first whose figures are all there is said. What a plugin's rule says in its own words, or
under a code of its own, is shown as the plugin wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from string import Formatter
from types import MappingProxyType
from typing import Protocol

from panel_refunds.errors import Refused
from panel_refunds.money import parse_units
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.reason_sentences import REFUSALS, SENTENCES
from panel_refunds.pages.state_words import reason_word
from panel_refunds.pages.words import SOURCE, Words, marked

_OF_RULES = frozenset({"above_limit", "rule_failed"})
"""Codes that rules of ours use; any other rule is somebody's own, with words of its own."""
_WORDS = frozenset({"until", "reason", "percent", "subjects", "rule"})
"""Figures that are no amounts."""

_GONE = (
    ("spent", marked("{amount} spent")),
    ("refunded", marked("{amount} refunded before")),
    ("elsewhere", marked("{amount} paid back elsewhere")),
)
_KEPT = (
    ("fee", marked("{amount} processing fee")),
    ("own_fee", marked("{amount} own fee")),
    ("bonus_deducted", marked("{amount} spent bonus")),
)


class Said(Protocol):
    """A finding, or the API's view of one."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def about(self) -> str | None: ...
    @property
    def figures(self) -> Mapping[str, str]: ...


def reason_of(words: Words, figures: Figures, finding: Said, currency: str) -> str:
    """What the finding says, in the visitor's language; a plugin's own code is told in the plugin's words."""
    if _is_somebodys_own(finding):
        return finding.text
    try:
        shown = MappingProxyType({name: _shown(words, figures, finding, name, currency) for name in finding.figures})
    except (ValueError, Refused):
        return finding.text
    for text in SENTENCES.get(_variant(finding), SENTENCES.get(finding.code, ())):
        if figures_in(text) <= shown.keys():
            return words(text, **shown) if shown else words(text)
    return finding.text


def finding_of(words: Words, figures: Figures, finding: Said, currency: str) -> str:
    """A finding as the staff reads it. In English the rule says it best itself; elsewhere as ``reason_of`` does."""
    return finding.text if _is_source(words) else reason_of(words, figures, finding, currency)


def refusal_of(words: Words, refused: Refused) -> str:
    """Why something cannot be done. In English a flow says it best itself; elsewhere its code is told."""
    if _is_source(words):
        return refused.text
    plain = [text for text in SENTENCES.get(refused.code, ()) if not figures_in(text)]
    known = REFUSALS.get(refused.code) or next(iter(plain), None)
    return words(known) if known else refused.text


def sum_of(words: Words, figures: Figures, finding: Said, currency: str) -> str | None:
    """The sum behind what arrives, as one writes it on paper: ``$50.00 − $10.00 spent − $1.75 fee = $38.25``."""
    given = finding.figures
    if "gross" not in given or "deposited" not in given:
        return None
    units = {name: parse_units(text) for name, text in given.items() if name not in _WORDS and _is_amount(text)}
    gone = [(units.get(name, 0), text) for name, text in _GONE]
    whole = units["deposited"] - sum(amount for amount, _ in gone) == units["gross"]
    taken = [*(gone if whole else ()), *((units.get(name, 0), text) for name, text in _KEPT)]
    terms = [figures.amount(given["deposited" if whole else "gross"], currency)]
    terms += [words(text, amount=figures.money(amount, currency)) for amount, text in taken if amount]
    if "net" not in given:
        return " − ".join([*terms, words("a fee that is not known yet")])
    return f"{' − '.join(terms)} = {figures.amount(given['net'], currency)}" if len(terms) > 1 else None


def figures_in(text: str) -> set[str]:
    """The names of the ``{figures}`` of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _is_source(words: Words) -> bool:
    return words.language.partition("-")[0] == SOURCE


def _is_somebodys_own(finding: Said) -> bool:
    if getattr(finding, "rule", "").startswith("rules."):
        return finding.code not in _OF_RULES or (finding.code == "above_limit" and "limit" not in finding.figures)
    return False


def _variant(finding: Said) -> str:
    """The same code is said of different things: of an order, of one of three least amounts, after a refill."""
    if finding.code in ("nothing_unspent", "too_early") and (finding.about or "").startswith("ord_"):
        return f"{finding.code} of an order"
    if finding.code == "below_minimum":
        return f"{finding.code} {finding.figures.get('of', '')}"
    if finding.code == "order_completed" and "refill" in finding.figures:
        return f"{finding.code} refill"
    if finding.code == "window_closed" and getattr(finding, "clause", "") == "3.3":
        return f"{finding.code} of an order"
    return finding.code


def _shown(words: Words, figures: Figures, finding: Said, name: str, currency: str) -> str:
    text = finding.figures[name]
    if name == "until":
        return figures.moment(datetime.fromisoformat(text))
    if name == "percent":
        return figures.percent(text)
    if name == "reason":
        return reason_word(words, text)
    if _is_amount(text):
        return figures.amount(text, currency)
    return words.isolated(text)


def _is_amount(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal() and text.isascii()
