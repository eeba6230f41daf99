"""What goes into a column comes out of it, and a naive time goes nowhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Text, Uuid

from panel_refunds.errors import Refused
from panel_refunds.ids import tenant_uuid
from panel_refunds.store.columns import Packed, UtcTime, Utf8, binder_of, decoder_of, encoder_of, to_utc_text

ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda off: timezone(timedelta(minutes=off // timedelta(minutes=1)))
)
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1971, 2200))
MOMENTS = st.datetimes(FIRST, LAST, timezones=ZONES)


@given(MOMENTS)
def test_a_moment_survives_as_text_to_the_microsecond(moment):
    decode = decoder_of(UtcTime(), "sqlite")

    assert decode(to_utc_text(moment)) == moment
    assert decode(to_utc_text(moment)).tzinfo == UTC


@given(MOMENTS, MOMENTS)
def test_the_order_of_the_texts_is_the_order_of_time(one, other):
    assert (to_utc_text(one) < to_utc_text(other)) == (one < other)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_naive_moment_is_refused_everywhere(dialect):
    naive = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="no offset"):
        encoder_of(UtcTime())(naive)
    with pytest.raises(ValueError, match="no offset"):
        binder_of(UtcTime(), dialect)(naive)


def test_a_packed_value_comes_back_as_what_it_was():
    kind = Packed(tuple[str, ...])

    assert decoder_of(kind, "sqlite")(encoder_of(kind)(("a", "ü"))) == ("a", "ü")
    assert encoder_of(kind)(()) == "[]"


def test_bytes_travel_as_text():
    assert decoder_of(Utf8(), "postgresql")(encoder_of(Utf8())("€".encode())) == "€".encode()


def test_plain_values_need_no_conversion():
    assert encoder_of(Text()) is None
    assert decoder_of(Boolean(), "postgresql") is None
    assert decoder_of(Boolean(), "sqlite")(1) is True
    assert {binder_of(Uuid(), dialect)(tenant_uuid("a")) for dialect in ("sqlite", "postgresql")} == {
        tenant_uuid("a").hex
    }


@pytest.mark.parametrize("text", ["lone \ud800 surrogate", "a \x00 between"])
def test_a_text_that_a_database_cannot_store_changes_nothing(till, text):
    def note():
        with till.begin() as books:
            books.add_action("anna", "note", "c1", till.now(), text)

    stored = till.store.dialect == "sqlite" and "\x00" in text
    if stored:
        note()
    else:
        with pytest.raises(Refused, match="field_invalid"):
            note()

    with till.read() as books:
        assert [action.text for action in books.actions()] == [text] * stored
