"""Texts for answers: a few of ours, and the tenant's own from its folder.

A tenant writes ``answers/decline-late.txt``: the word before the first dash says where the text is offered (``decline``
or ``ask``), the first line is its title, the rest the text. Both may name ``{customer}``, ``{request}``, ``{amount}``,
``{currency}``, ``{deposit}``, ``{card}``, ``{due}`` and ``{brand}``; what is in other braces stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from panel_refunds.pages.desk.dossier import Dossier
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words

FOLDER = "answers"
MOST_BYTES = 20_000
Where = Literal["decline", "ask"]
_PLACE = re.compile(r"\{([a-z]+)\}")


class AnswerText(NamedTuple):
    """A text that can be chosen: ``name`` stands in the address, ``title`` in the list."""

    name: str
    title: str
    text: str


def texts_for(visit: Visit, dossier: Dossier, where: Where) -> list[AnswerText]:
    """The tenant's texts first, then ours, with everything filled in that is known of the request."""
    facts = facts_of(visit, dossier)
    own = load_texts(visit.tenant.folder, where)
    ours = [each for each in our_texts(visit.words, where) if each.name not in {mine.name for mine in own}]
    return [AnswerText(each.name, fill_in(each.title, facts), fill_in(each.text, facts)) for each in (*own, *ours)]


def load_texts(folder: Path, where: Where) -> list[AnswerText]:
    """The tenant's own, by file name; a file that is too large or no text is left out."""
    found = []
    for file in sorted((folder / FOLDER).glob(f"{where}-*.txt")):
        try:
            written = file.read_bytes()[:MOST_BYTES].decode()
        except (OSError, UnicodeDecodeError):
            continue
        title, _, text = written.strip().partition("\n")
        if text.strip():
            found.append(AnswerText(file.stem, title.strip(), text.strip()))
    return found


def fill_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with every ``{name}`` that is known replaced, once: what stands in a fact is not looked at again."""
    return _PLACE.sub(lambda found: facts.get(found[1], found[0]), text)


def facts_of(visit: Visit, dossier: Dossier) -> dict[str, str]:
    """What the texts may name."""
    request, line = dossier.request, dossier.line
    due = visit.figures.day_of(request.due_at) if request.due_at else ""
    deposit = next((refund.deposit for refund in dossier.view.refunds), request.ask.about or "")
    amount = "" if line.amount is None else visit.figures.money(line.amount, request.currency)
    return {
        "customer": request.customer_id,
        "request": request.request_id,
        "amount": amount,
        "currency": request.currency,
        "deposit": deposit,
        "card": line.card or "",
        "due": due,
        "brand": visit.brand.name,
    }


def our_texts(_: Words, where: Where) -> list[AnswerText]:
    """Those that every tenant has."""
    if where == "ask":
        return [
            AnswerText(
                "ask-deposit",
                _("Which deposit?"),
                _("You have paid in more than once. Please tell us which deposit you would like back (date or id)."),
            ),
            AnswerText(
                "ask-reason",
                _("What happened?"),
                _("Please tell us in a few words what went wrong. It helps us to decide quickly."),
            ),
            AnswerText(
                "ask-card",
                _("Is the card still in use?"),
                _("The money can only go back to the card or account it came from. Can it still receive money?"),
            ),
        ]
    return [
        AnswerText(
            "decline-late",
            _("The time is over"),
            _("The time in which this deposit could be asked back was over when you wrote to us."),
        ),
        AnswerText(
            "decline-spent",
            _("It is spent"),
            _("The money of this deposit was used for orders. What orders give back is on your balance."),
        ),
        AnswerText(
            "decline-disputed",
            _("The payment is disputed"),
            _("Your bank is looking at this payment because it was disputed. Its decision takes the place of ours."),
        ),
        AnswerText(
            "decline-twice",
            _("Asked for already"),
            _("There is another request for the same money. We answer you there."),
        ),
    ]
