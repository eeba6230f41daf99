"""What goes into a column comes out of it, and a naive time goes nowhere."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import make_dataclass
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Text, Uuid
from tests.forked import Forked

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


def unpack_at_once(times: int) -> None:
    sys.setswitchinterval(1e-6)
    for _ in range(times):
        inner = make_dataclass("Inner", [(f"field_{number}", int) for number in range(20)])
        outer = make_dataclass("Outer", [("first", inner), ("second", inner)])
        kinds = [Packed(outer), Packed(outer)]
        text = kinds[0].pack(outer(inner(*range(20)), inner(*range(20))))
        start = Barrier(4)

        def read(number: int, kinds: list[Packed] = kinds, text: str = text, start: Barrier = start) -> None:
            start.wait()
            assert kinds[number % 2].unpack(text).second.field_19 == 19

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(read, range(4)))


def test_threads_that_are_the_first_to_read_do_not_end_the_process():
    """A server that had just been started did, when two customers asked for a request at once."""
    process = Forked(unpack_at_once, 200)
    said, _ = process.communicate(120)

    assert process.returncode == 0, said
