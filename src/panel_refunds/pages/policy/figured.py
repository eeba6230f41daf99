"""The settings with figures: for each a function from its value to its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.calendar import Span, Unit
from panel_refunds.pages.policy.choices import REASON_EFFECTS, STATUS_EFFECTS, Path
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.state_words import reason_word, state_of_order
from panel_refunds.pages.words import marked
from panel_refunds.policy.settings import Amounts, AutoApprove, Window

Sentences = Iterator[str]
_WITHIN: Mapping[str, str] = MappingProxyType(
    {
        "credited": marked("Time to ask: {span} from the moment when the deposit was credited."),
        "returned": marked("Time to ask: {span} from the moment when the order gave the money back."),
        "last_use": marked("Time to ask: {span} from your latest deposit or order."),
    }
)
_AFTER: Mapping[str, str] = MappingProxyType(
    {
        "credited": marked("Earliest: {span} after the deposit was credited."),
        "returned": marked("Earliest: {span} after the order gave the money back."),
        "last_use": marked("Earliest: {span} after your latest deposit or order."),
    }
)
_ENDS: Mapping[str, str] = MappingProxyType(
    {
        "moment": marked("It ends at the time of day at which it began; the last moment still counts."),
        "end_of_day": marked("It ends with its last day, at midnight in our time zone ({zone})."),
    }
)


def _window(tell: Telling, window: Window) -> Sentences:
    if window.after:
        yield tell(_AFTER[window.start], span=tell.span(window.after))
    if window.within is None:
        yield tell("There is no time limit for asking.")
    else:
        yield tell(_WITHIN[window.start], span=tell.span(window.within))
    if window.within or window.after:
        yield tell(_ENDS[window.ends], zone=tell.words.isolated(tell.figures.zone.key))


def _least(none: str, some: str) -> Callable[[Telling, Amounts], Sentences]:
    def sentences(tell: Telling, amounts: Amounts) -> Sentences:
        told = tell.amounts(amounts)
        sentence = tell(some, amounts=told) if told else tell(none)
        others = tell("In any other currency a person decides.") if amounts.everywhere is None else ""
        yield f"{sentence} {others}".rstrip()

    return sentences


def _used_at_most(tell: Telling, percent: int) -> Sentences:
    if percent == 100:  # noqa: PLR2004 - the whole deposit
        yield tell("It does not matter how much of the deposit is spent.")
    elif percent == 0:
        yield tell("Only a deposit of which nothing is spent can go back.")
    else:
        yield tell(
            "Only a deposit of which at most {percent} is used can go back.", percent=tell.figures.percent(percent)
        )


def _own_percent(tell: Telling, ppm: int) -> Sentences:
    if not ppm:
        yield tell("We keep no share of a refund for ourselves.")
    else:
        share = f"{ppm // 10_000}.{ppm % 10_000:04d}".rstrip("0").rstrip(".")
        yield tell("Our own fee is {percent} of each refund, rounded up.", percent=tell.figures.percent(share))


def _status(tell: Telling, table: Mapping[str, str]) -> Sentences:
    for word, effect in table.items():
        yield tell(STATUS_EFFECTS[effect], status=state_of_order(tell.words, word))


def _reasons(tell: Telling, table: Mapping[str, str]) -> Sentences:
    for word, effect in table.items():
        yield tell(REASON_EFFECTS[effect], reason=reason_word(tell.words, word))


def _cancel_after(tell: Telling, after: Span | None) -> Sentences:
    if after is None:
        yield tell("You may ask for that as soon as you have placed the order.")
    else:
        yield tell("Time to wait before you may ask for that: {span} after placing the order.", span=tell.span(after))


def _subjects(tell: Telling, subjects: tuple[str, ...]) -> Sentences:
    if not subjects:
        yield tell("Any subject will do.")
    else:
        quoted = [tell.words.isolated(f"“{subject}”") for subject in subjects]
        yield tell("Subject: {subjects}.", subjects=tell.words.either(quoted))


def _required(tell: Telling, required: tuple[str, ...]) -> Sentences:
    if not required:
        yield tell("A request needs no further details.")
    else:
        yield tell("A request has to say: {things}.", things=tell.listed(required))


def _channels(tell: Telling, channels: tuple[str, ...]) -> Sentences:
    yield tell("Where you can ask: {places}. Requests by any other way do not count.", places=tell.either(channels))


def _spanned(text: str) -> Callable[[Telling, Span], Sentences]:
    def sentences(tell: Telling, span: Span) -> Sentences:
        yield tell(text, span=tell.span(span))

    return sentences


def _approvers(tell: Telling, roles: tuple[str, ...]) -> Sentences:
    people = tell.listed(roles)
    yield tell.words.counted(
        "{count} person has to approve: {people}.",
        "{count} different people have to approve: {people}.",
        len(roles),
        people=people,
    )


def _auto_approve(tell: Telling, rule: AutoApprove | None) -> Sentences:
    if rule is None:
        yield tell("Nothing is approved without a person.")
    else:
        yield tell(
            "Approved without a person: up to {amounts} for one customer in {span}.",
            amounts=tell.amounts(rule.up_to),
            span=tell.span(Span(Unit.DAYS, rule.days)),
        )


def _arrives(tell: Telling, days: tuple[int, int]) -> Sentences:
    least, most = days
    text = tell.span(Span(Unit.WORKING_DAYS, most))
    if least == most:
        yield tell("Time until the money arrives: {span}.", span=text)
    else:
        least_text = tell.span(Span(Unit.WORKING_DAYS, least))
        yield tell("Time until the money arrives: at least {least}, at most {most}.", least=least_text, most=text)


def _people(tell: Telling, people: int) -> Sentences:
    yield tell.words.counted(
        "{count} person has to agree to that, with a cause and evidence.",
        "{count} different people have to agree to that, with a cause and evidence.",
        people,
    )


def _takes(tell: Telling, kinds: tuple[str, ...]) -> Sentences:
    yield tell("What is taken: {things}.", things=tell.listed(kinds))


FIGURED: Mapping[Path, Callable[[Telling, Any], Sentences]] = MappingProxyType(
    {
        ("deposits", "window"): _window,
        ("deposits", "minimum", "requested"): _least(
            marked("There is no least amount for a request."), marked("Least amount of a request: {amounts}.")
        ),
        ("deposits", "minimum", "received"): _least(
            marked("There is no least amount that has to arrive."),
            marked("Least amount that has to arrive: {amounts}."),
        ),
        ("deposits", "minimum", "balance"): _least(
            marked("There is no least balance."), marked("Least balance before a request: {amounts}.")
        ),
        ("deposits", "used_at_most_percent"): _used_at_most,
        ("deposits", "own_fee", "percent_ppm"): _own_percent,
        ("deposits", "own_fee", "fixed"): _least(
            marked("We charge no fixed fee of our own."), marked("Our own fixed fee, once per request: {amounts}.")
        ),
        ("order_refunds", "window"): _window,
        ("orders", "status"): _status,
        ("orders", "reasons"): _reasons,
        ("orders", "customer_cancel", "after"): _cancel_after,
        ("tickets", "subjects"): _subjects,
        ("tickets", "required"): _required,
        ("tickets", "channels"): _channels,
        ("tickets", "offer_stands"): _spanned(marked("How long an offer stands: {span}.")),
        ("review", "within"): _spanned(
            marked("Time in which we answer: {span}. It stands still while we wait for you.")
        ),
        ("review", "remind_before"): _spanned(marked("Our staff are reminded before that time ends: {span} before.")),
        ("review", "approvers"): _approvers,
        ("review", "auto_approve"): _auto_approve,
        ("payout", "arrives"): _arrives,
        ("payout", "wait_for_gateway_balance"): _spanned(
            marked(
                "Where our payment account is short of money, a refund waits for it, then a person sees to it: {span}."
            )
        ),
        ("accounts", "forfeiture", "people"): _people,
        ("accounts", "forfeiture", "takes"): _takes,
    }
)
