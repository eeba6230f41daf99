"""Reading strictly: what is not what was asked for is unreadable, and the error does not repeat it."""

from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds_stripe.answer import Answer, NoAnswerError, UnreadableError

GIVEN = {
    "object": "thing",
    "id": "th_1",
    "amount": 1250,
    "currency": "usd",
    "livemode": False,
    "created": 1772452800,
    "customer": {"id": "cus_1"},
    "charge": "ch_1",
    "metadata": {"a": "b", "c": 5},
    "data": [1],
    "nothing": None,
}
THING = Answer.of(GIVEN, "thing")


@pytest.mark.parametrize("given", [None, [], "thing", 5, {}, {"object": "other"}])
def test_something_else_is_not_taken_for_it(given):
    with pytest.raises(UnreadableError, match="no thing"):
        Answer.of(given, "thing")


def test_fields_are_read_as_what_they_are():
    assert THING.text("id") == "th_1"
    assert THING.whole("amount") == 1250
    assert THING.flag("livemode") is False
    assert THING.money("amount") == Money.of("12.50", "USD")
    assert THING.find_moment("created") == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert (THING.find_ref("customer"), THING.find_ref("charge"), THING.find_ref("nothing")) == ("cus_1", "ch_1", None)
    assert THING.find_texts("metadata") == {"a": "b"}
    assert THING.find_texts("id") == {}
    assert THING.listed("data") == [1]
    assert THING.find_inside("customer").text("id") == "cus_1"
    assert THING.find_inside("charge") is None
    assert (THING.find_flag("livemode"), THING.find_flag("id")) == (False, None)


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ({"id": ""}, lambda thing: thing.text("id")),
        ({"id": 5}, lambda thing: thing.text("id")),
        ({"amount": "1250"}, lambda thing: thing.whole("amount")),
        ({"amount": 12.5}, lambda thing: thing.whole("amount")),
        ({"amount": True}, lambda thing: thing.whole("amount")),
        ({"livemode": "false"}, lambda thing: thing.flag("livemode")),
        ({"livemode": None}, lambda thing: thing.flag("livemode")),
        ({"currency": "zzz"}, lambda thing: thing.money("amount")),
        ({"amount": 10**30}, lambda thing: thing.money("amount")),
        ({"data": {"0": 1}}, lambda thing: thing.listed("data")),
    ],
)
def test_a_field_of_another_kind_makes_the_answer_unreadable(fields, read):
    with pytest.raises(UnreadableError) as caught:
        read(Answer.of({**GIVEN, **fields}, "thing"))

    assert isinstance(caught.value, NoAnswerError)


@pytest.mark.parametrize("created", [None, "1772452800", 0, -5, 10**15, 1.5])
def test_a_moment_that_is_none_is_left_out(created):
    assert Answer.of({**GIVEN, "created": created}, "thing").find_moment("created") is None
