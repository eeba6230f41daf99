"""Where the condition holds there is one finding, as the file says it; else there is none."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import parse_units
from panel_refunds_cel.expression import NoAnswerError


@pytest.mark.parametrize("effect", ["allow", "deny", "review"])
def test_the_finding_is_what_the_file_says(build, say, effect):
    rule = build('asked >= money("20.00")', effect=effect, code="large", clause="5.2", text="More than usual.")

    (finding,) = say(rule)

    assert (finding.effect, finding.code, finding.clause, finding.text) == (effect, "large", "5.2", "More than usual.")
    assert (finding.about, finding.cap, dict(finding.figures)) == (None, None, {"asked": "20.00"})
    assert say(rule, asked="19.99") == []


def test_a_cap_is_an_amount_of_its_own(build, say, wallet):
    rule = build("true", effect="cap", cap="min(cash / 2, money('30.00'))")

    assert [(each.cap, each.figures["at_most"]) for each in say(rule)] == [(parse_units("25.00"), "25.00")]
    assert say(rule, wallet(cash=parse_units("80.00")))[0].cap == parse_units("30.00")
    assert dict(say(rule, asked=None)[0].figures) == {"at_most": "25.00"}


def test_a_cap_below_zero_is_nothing(build, say):
    assert say(build("true", effect="cap", cap="cash - money('80.00')"))[0].cap == 0


def test_a_cap_is_only_asked_where_the_condition_holds(build, say):
    rule = build("order != null", effect="cap", cap="order.charge")

    assert say(rule) == []
    with pytest.raises(Refused, match="about no order it gives no answer"):
        build("true", effect="cap", cap="order.charge")


def test_no_answer_is_raised_for_the_host_to_make_a_review_of(build, say):
    with pytest.raises(NoAnswerError):
        say(build("hour == 12 || cash * 9000000000 > asked"))


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"when": "asked > 20"}, "when"),
        ({"when": "true", "effect": "cap", "cap": "20"}, "cap"),
        ({"when": "true", "effect": "cap", "cap": "20.00"}, "cap"),
        ({"when": "true", "effect": "cap", "cap": "cash > asked"}, "cap"),
    ],
)
def test_a_wrong_expression_is_refused_under_its_own_key(build, settings, field):
    with pytest.raises(Refused) as refused:
        build(**settings)

    assert refused.value.field == field
