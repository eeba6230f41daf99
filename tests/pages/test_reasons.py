"""Every reason that a decision can carry has a sentence, with its figures, in every language."""

import ast
from datetime import UTC
from pathlib import Path
from typing import get_args, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.errors import CODES, Refused
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.reason_sentences import REFUSALS, SENTENCES
from panel_refunds.pages.reasons import figures_in, finding_of, reason_of, refusal_of, sum_of
from panel_refunds.pages.words import languages, words_of
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.settings import TicketRules

SOURCE = Path(__file__).parents[2] / "src/panel_refunds"
DECIDING = [*SOURCE.glob("policy/*.py"), *SOURCE.glob("default_plugins/*.py"), SOURCE / "refunds/verdict.py"]
DECIDING += [SOURCE / "plugins/ask.py", SOURCE / "flows/close_account.py"]
SHOWN = {
    "until": "2026-03-02T00:30:00+01:00",
    "reason": "wrong_link",
    "percent": "50",
    "subjects": "“Refund Request”",
}


def said(code, figures=(), about=None, rule="x", language="en", text="In English."):
    finding = Finding(rule, "deny", code, "2", text, about, figures=dict(figures))
    words = words_of(language)
    return reason_of(words, Figures(words.locale, ZoneInfo("Europe/Berlin")), finding, "USD")


def codes_of_findings():
    """The codes in the calls that make findings, and every text of those modules that is a code."""
    for file in DECIDING:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in CODES and "flows" not in file.parts:
                yield node.value
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and len(node.args) > 2:
                code = node.args[2]
                if isinstance(code, ast.Constant):
                    yield code.value


def test_every_code_of_a_finding_has_a_sentence():
    known = list(CODES)
    policy_says_no = known[known.index("wrong_channel") : known.index("plugin_broken")]
    required = get_args(get_args(get_type_hints(TicketRules)["required"])[0])
    wanted = {*policy_says_no, *codes_of_findings(), *(f"{word}_missing" for word in required)}

    assert {"window_closed", "in_window", "overridden", "refundable", "account_forfeited"} <= wanted
    assert not wanted - SENTENCES.keys()


def test_every_code_can_be_said_without_figures():
    with_figures = {name for name, texts in SENTENCES.items() if all(figures_in(text) for text in texts)}

    assert {name.partition(" ")[0] for name in with_figures} <= {"below_minimum", "window_closed"}
    assert all(any(not figures_in(text) for text in SENTENCES[name.partition(" ")[0]]) for name in with_figures)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_is_said_with_its_figures(language, name):
    for text in SENTENCES[name]:
        names = figures_in(text)
        figures = {each: SHOWN.get(each, f"{20 + place}.25") for place, each in enumerate(sorted(names))}
        words = words_of(language)
        shown = words(text, **dict.fromkeys(names, "FIGURE")) if names else words(text)

        assert shown.count("FIGURE") == len(names)
        assert language == "en" or shown != text.format(**dict.fromkeys(names, "FIGURE"))
        assert said(name.partition(" ")[0], figures, language=language) != "In English."


def test_amounts_and_dates_are_those_of_the_language():
    figures = {"amount": "12.00", "until": "2026-03-02T00:30:00+01:00"}

    assert said("window_closed", figures, language="en") == (
        "The time to ask for these $12.00 ended on Mar 2, 2026, 12:30\u202fAM GMT+01:00."
    )
    assert said("window_closed", figures, language="de") == (
        "Die Frist für diesen Betrag (12,00\xa0$) endete am 2. März 2026, 00:30 MEZ."
    )


def test_the_same_code_is_said_of_different_things():
    assert said("nothing_unspent") == "Nothing that can go back is left unspent."
    assert said("nothing_unspent", about="ord_1") == "This order has given nothing back."
    assert said("order_completed") == "The order is completed. What is lost afterwards is not paid back."
    assert "refill" in said("order_completed", {"refill": "asked"})
    least = {"least": "5.00", "actual": "1.00"}
    assert said("below_minimum", least) == "$1.00 is less than the least amount of $5.00."
    assert said("below_minimum", {**least, "of": "received"}) == "At least $5.00 has to arrive; this would be $1.00."


def test_what_is_stored_from_before_without_a_figure_is_said_without_it():
    assert said("used_too_much") == "Too much of this deposit is used."
    assert said("used_too_much", {"percent": "50"}) == "Only a deposit of which at most 50% is used can go back."


def test_a_reason_is_a_word_of_the_language():
    assert said("user_error", {"reason": "private_account"}, language="de").endswith("das Konto ist privat.")


@pytest.mark.parametrize("code", ["made_up", "above_limit", "window_closed"])
def test_a_plugin_s_rule_is_told_in_its_own_words(code):
    assert said(code, {"asked": "5.00"}, rule="rules.mine", language="de", text="No, because.") == "No, because."


def test_a_rule_of_ours_is_told_in_every_language():
    limit = {"asked": "200.00", "limit": "100.00"}

    assert said("above_limit", limit, rule="rules.large", language="de") == "Über 100,00\xa0$ entscheidet ein Mensch."


def test_figures_that_nobody_can_read_are_no_accident():
    assert said("window_closed", {"amount": "12.00", "until": "soon"}, text="Too late.") == "Too late."


def test_what_is_for_the_staff_is_not_said():
    assert "c2" not in said("fraud_suspected", {"for_staff": "c2 has the same card"})


@pytest.mark.parametrize("language", languages())
def test_a_refusal_is_told_in_the_language(language):
    words = words_of(language)
    told = {code: refusal_of(words, Refused(code, "As the flow says it.")) for code in (*REFUSALS, "request_open")}

    if language == "en":
        assert set(told.values()) == {"As the flow says it."}
    else:
        assert "As the flow says it." not in told.values()
        assert not set(told.values()) & set(REFUSALS.values())


def test_the_staff_reads_a_finding_in_the_rules_own_english_and_elsewhere_in_its_language():
    finding = Finding("x", "deny", "nothing_unspent", "2", "All of dep_1 is spent.", None)
    told = {
        code: finding_of(words_of(code), Figures(words_of(code).locale, UTC), finding, "USD") for code in ("en", "de")
    }

    assert told["en"] == "All of dep_1 is spent."
    assert told["de"] == words_of("de")(SENTENCES["nothing_unspent"][0])


def test_a_refusal_that_no_page_knows_is_told_as_the_flow_does():
    assert refusal_of(words_of("de"), Refused("webhook_refused", "Not taken.")) == "Not taken."


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        (
            {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "net": "38.25"},
            "$50.00 − $10.00 spent − $1.75 processing fee = $38.25",
        ),
        (
            {"deposited": "50.00", "gross": "20.00", "fee": "1.75", "net": "18.25"},
            "$20.00 − $1.75 processing fee = $18.25",
        ),
        ({"deposited": "50.00", "gross": "50.00"}, "$50.00 − a fee that is not known yet"),
        ({"deposited": "50.00", "gross": "50.00", "fee": "0.00", "net": "50.00"}, None),
        ({"asked": "5.00"}, None),
    ],
)
def test_the_sum_is_spelled_out(figures, text):
    words = words_of("en")
    finding = Finding("amounts", "allow", "refundable", "2.4", "", figures=figures)

    assert sum_of(words, Figures(words.locale, UTC), finding, "USD") == text


def test_the_sum_is_spelled_out_in_the_language():
    words = words_of("de")
    figures = {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "net": "38.25"}
    finding = Finding("amounts", "allow", "refundable", "2.4", "", figures=figures)

    assert sum_of(words, Figures(words.locale, UTC), finding, "EUR") == (
        "50,00\xa0€ − 10,00\xa0€ ausgegeben − 1,75\xa0€ Zahlungsgebühr = 38,25\xa0€"
    )
