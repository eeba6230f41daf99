"""Words and figures: a word that nobody has heard of pays nobody, and what remains is a whole number or nothing."""

from __future__ import annotations

import re

from panel_refunds.orders.words import KNOWN, UNKNOWN
from panel_refunds_testkit.demand import demand, demand_equal, skip_without
from panel_refunds_testkit.stand.provider_stand import LEFT, ProviderStand, states_of

NO_FIGURES = (-5, "-5", "157.5", "twelve", 10**30, "1" * 40, "1,57", "1 57", "0x1F", "NaN", "Infinity", "1e3", "١٢")
UNHEARD_OF = ("Wonderful", "null", "true", "done soon", "успех", "x" * 300)


class FigureChecks:
    """What an answer's word and figures become."""

    def test_a_word_that_nobody_has_heard_of_is_unknown(self, stand: ProviderStand) -> None:
        """A word that is in no documentation became a status, and some statuses pay. It is ``unknown``: a person looks.

        Compare whole words, never a part of one: a *not completed* order is not completed.
        """
        words = [*UNHEARD_OF, *(f"not {theirs}" for theirs in stand.peer.words.values())]
        for word in words:
            demand_equal(stand.raw.read_status(word), UNKNOWN, f"read_status({word[:40]!r}).")
            ref = stand.peer.place(word, remains=LEFT)
            told = states_of(stand.provider, [ref]).get(ref)
            demand(told is None or told.status == UNKNOWN, f"The word {word[:40]!r} became {told!r}.")
        demand_equal(stand.raw.read_status(""), UNKNOWN, "read_status of nothing.")

    def test_words_are_read_in_any_case_and_spacing(self, stand: ProviderStand) -> None:
        """The provider wrote its own word in capitals or with a space around it, and it was not read."""
        for ours, theirs in stand.peer.words.items():
            for spelt in (theirs, theirs.upper(), theirs.lower(), theirs.title(), f"  {theirs} ", f"{theirs}\n"):
                demand_equal(stand.raw.read_status(spelt), ours, f"read_status({spelt!r}).")

    def test_every_word_is_one_of_ours(self, stand: ProviderStand) -> None:
        """``read_status`` gave a word that the core does not know."""
        for word in (*stand.peer.words.values(), *UNHEARD_OF, *KNOWN):
            demand(stand.raw.read_status(word) in {*KNOWN, UNKNOWN}, f"read_status({word!r}) is none of our words.")

    def test_what_remains_is_told_exactly(self, stand: ProviderStand) -> None:
        """What the provider says remains is paid back by the figure, and another figure was told."""
        skip_without(stand.capabilities.reports_remains, "reports_remains")
        for remains in (0, 1, LEFT, 1000, str(LEFT), "0"):
            ref = stand.peer.place(stand.peer.words["partial"], remains=remains)
            told = states_of(stand.provider, [ref]).get(ref)
            demand_equal(told and told.remains, int(remains), f"The provider says that {remains!r} remain.")

    def test_what_is_no_figure_is_none(self, stand: ProviderStand) -> None:
        """A negative, huge, broken or written-out number became a figure, by which money is paid.

        Take whole numbers from nothing on, in plain digits; for anything else tell None, or that it is ``unclear``.
        Less than nothing may be told as 0: more was delivered than ordered.
        """
        for remains in NO_FIGURES:
            ref = stand.peer.place(stand.peer.words["partial"], remains=remains)
            told = states_of(stand.raw, [ref]).get(ref)
            figure = None if told is None or told.unclear else told.remains
            below = figure == 0 and str(remains).startswith("-")
            demand(
                figure is None or below,
                f"It says that {str(remains)[:40]!r} remain, and the figure is {figure}.",
            )

    def test_a_figure_that_is_missing_is_not_nothing(self, stand: ProviderStand) -> None:
        """The provider does not say what remains, and the adapter says 0: everything would count as delivered."""
        skip_without(stand.capabilities.reports_remains, "reports_remains")
        ref = stand.peer.place(stand.peer.words["partial"], remains=None)
        told = states_of(stand.raw, [ref]).get(ref)
        demand(told is None or told.unclear or told.remains is None, f"Nothing was said of what remains: {told!r}.")

    def test_nothing_is_guessed_from_a_word(self, stand: ProviderStand) -> None:
        """A cancelled order whose figure is missing was told with one: the whole quantity, or nothing."""
        ref = stand.peer.place(stand.peer.words["canceled"], remains=None)
        told = states_of(stand.raw, [ref]).get(ref)
        demand(told is None or told.remains is None, f"Nothing was said of what remains, and {told!r} came.")
        demand(told is None or re.search(r"\w", told.raw_status), "The provider's own word got lost.")
