"""Absurd answers are refused before anybody makes something of them; large ones are not."""

import pytest

from panel_refunds.money import Money
from panel_refunds.plugins.promises import BrokenPromiseError, as_promised
from panel_refunds.plugins.sizes import MOST_FINDINGS, MOST_TEXT, MOST_VALUES, find_excess, listed_findings
from panel_refunds.ports import PaymentFacts, RefundsFound, Verdict


class Endless(dict):
    def items(self):
        return (("key", "value") for _ in iter(int, 1))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("x" * (MOST_TEXT + 1), "a text in it has 65537 characters"),
        (Verdict("deny", ("because",) * 1_000_000), f"more than {MOST_VALUES} values"),
        (("x" * MOST_TEXT,) * 100, "more than 4194304 characters"),
        (Endless(), f"more than {MOST_VALUES} values"),
        (10**1000, "more than 128 bits"),
    ],
    ids=["text", "reasons", "texts", "endless", "number"],
)
def test_what_is_absurd_is_told_without_repeating_it(answer, told):
    assert told in find_excess(answer)


def test_what_is_nested_in_itself_has_an_end():
    deep = []
    deep.append(deep)

    assert "deep" in find_excess(deep)


def test_what_a_vendor_really_says_passes():
    assert find_excess({"1": ("x" * 1000,) * 100, "2": None, "3": 10**30}) is None


def test_a_payment_with_ten_megabytes_of_display_is_no_payment():
    facts = PaymentFacts("pay_1", Money(5, "USD"), True, Money(0, "USD"), display="•" * 10_000_000)

    with pytest.raises(BrokenPromiseError, match="10000000 characters"):
        as_promised(PaymentFacts, facts)
    with pytest.raises(BrokenPromiseError, match="values"):
        as_promised(RefundsFound, RefundsFound((None,) * 1_000_000, True, None))


def test_findings_from_a_generator_have_an_end():
    assert listed_findings(iter("abc")) == ("a", "b", "c")
    with pytest.raises(ValueError, match=f"more than {MOST_FINDINGS}"):
        listed_findings(iter(int, 1))
