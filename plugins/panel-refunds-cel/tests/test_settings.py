"""The settings of a rule fit together, or the wrong one is named."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_cel.settings import parse_settings

GIVEN = {
    "when": 'asked > money("20.00")',
    "effect": "review",
    "cap": "",
    "code": "weekend_large",
    "clause": "5",
    "text": "A person looks.",
}


def test_a_whole_rule_is_read():
    settings = parse_settings(GIVEN)

    assert (settings.when, settings.effect, settings.cap) == ('asked > money("20.00")', "review", None)
    assert (settings.code, settings.clause, settings.text) == ("weekend_large", "5", "A person looks.")


def test_a_cap_is_read():
    assert parse_settings({**GIVEN, "effect": "cap", "cap": " cash / 2 "}).cap == "cash / 2"


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("code", {"code": "Weekend"}, "small letters"),
        ("code", {"code": "w"}, "2 to 40"),
        ("code", {"code": "window_closed"}, "code of the product"),
        ("code", {"code": "rule_failed"}, "code of the product"),
        ("when", {"when": " "}, "empty"),
        ("clause", {"clause": ""}, "empty"),
        ("text", {"text": "\n"}, "empty"),
        ("cap", {"effect": "cap"}, "how much may go back"),
        ("cap", {"cap": "cash"}, 'this is "review"'),
    ],
)
def test_what_does_not_fit_is_refused_by_name(key, given, says):
    with pytest.raises(Refused) as refused:
        parse_settings({**GIVEN, **given})

    assert refused.value.field == key
    assert says in refused.value.text
