"""Each word says what the snapshot says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import Money, parse_units
from panel_refunds.policy.snapshot import LotFacts
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WEEKDAYS, WORDS, Look, values_of

EVERY = frozenset(word.name for word in (*WORDS, *DEPOSIT, *ORDER)) | frozenset(WEEKDAYS)


def look_at(snapshot, asked="20.00"):
    return values_of(Look(snapshot, None if asked is None else Money.of(asked, snapshot.currency), EVERY))


def test_the_words_about_the_wallet(wallet):
    values = look_at(wallet(bonus=parse_units("3.00"), held=parse_units("4.00")))

    assert (values["asked"], values["everything"]) == (20 * 10**8, False)
    assert (values["cash"], values["bonus"], values["held"]) == (50 * 10**8, 3 * 10**8, 4 * 10**8)
    assert (values["customer"], values["account"], values["currency"]) == ("maya", "open", "USD")
    assert values["order"] is None
    assert {day: values[day] for day in WEEKDAYS} == {day: day for day in WEEKDAYS}


def test_without_an_amount_all_that_is_unspent_is_asked(wallet, deposit):
    values = look_at(wallet(deposit(left="10.00"), deposit(left="2.50", number=2)), asked=None)

    assert (values["asked"], values["everything"]) == (parse_units("12.50"), True)


def test_time_is_told_in_utc(wallet):
    tokyo = datetime(2026, 3, 8, 0, 30, tzinfo=timezone(timedelta(hours=9)))

    values = look_at(wallet(at=tokyo))

    assert (values["weekday"], values["hour"], values["at"]) == ("saturday", 15, tokyo.astimezone(UTC))


def test_the_words_about_a_deposit(wallet, deposit, bonus):
    facts = deposit(
        age=timedelta(days=2, hours=23, minutes=59),
        lots=(
            LotFacts("lot_1", "deposit", parse_units("10.00")),
            LotFacts("lot_2", "order_refund", parse_units("2.00")),
        ),
        spent=parse_units("7.00"),
        gross_refunded=parse_units("30.00"),
        elsewhere=parse_units("1.00"),
        fee_kept=parse_units("0.50"),
        bonuses=(bonus, replace(bonus, lot_id="bon_2")),
        dispute="open",
        open_request="rr_2",
        original_guaranteed=False,
    )

    (seen,) = look_at(wallet(facts))["deposits"]

    amounts = {name: value for name, value in seen.items() if type(value) is int and not name.startswith("age")}
    assert amounts == {
        "amount": parse_units("50.00"),
        "left": parse_units("12.00"),
        "left_from_orders": parse_units("2.00"),
        "spent": parse_units("7.00"),
        "refunded": parse_units("30.00"),
        "elsewhere": parse_units("1.00"),
        "fee": parse_units("1.75"),
        "fee_kept": parse_units("0.50"),
        "bonus": parse_units("10.00"),
    }
    assert (seen["age_hours"], seen["age_days"]) == (71, 2)
    assert (seen["id"], seen["payment"], seen["gateway"], seen["method"]) == ("dep_1", "pay_1", "stripe", "card")
    assert (seen["dispute"], seen["disputed"], seen["requested"], seen["original_guaranteed"]) == (
        "open",
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("dispute", "disputed"), [("none", False), ("inquiry", True), ("open", True), ("won", False), ("lost", True)]
)
def test_a_deposit_is_disputed_unless_nobody_did_or_we_won(wallet, deposit, dispute, disputed):
    assert look_at(wallet(deposit(dispute=dispute)))["deposits"][0]["disputed"] is disputed


def test_a_fee_that_is_not_known_is_not_there(wallet, deposit):
    assert "fee" not in look_at(wallet(deposit(fee=None)))["deposits"][0]


def test_the_words_about_an_order(wallet, order):
    seen = look_at(wallet(order=order))["order"]

    assert seen == {
        "id": "ord_1",
        "status": "partial",
        "charge": parse_units("10.00"),
        "refunded": parse_units("2.50"),
        "age_hours": 30,
        "age_days": 1,
        "in_review": False,
    }
    assert look_at(wallet(order=replace(order, reason="drop")))["order"]["reason"] == "drop"


def test_only_what_is_used_is_read(wallet):
    assert values_of(Look(wallet(), None, {"cash", "saturday"})) == {"cash": 50 * 10**8, "saturday": "saturday"}


def test_an_amount_in_another_currency_than_the_wallets_is_not_looked_at(wallet):
    with pytest.raises(Refused, match="currency_mismatch"):
        values_of(Look(wallet(), Money.of("1", "EUR"), {"asked"}))


def test_a_word_has_one_meaning():
    for words in (WORDS, DEPOSIT, ORDER):
        assert len({word.name for word in words}) == len(words)
    assert not {word.name for word in WORDS} & set(WEEKDAYS)
