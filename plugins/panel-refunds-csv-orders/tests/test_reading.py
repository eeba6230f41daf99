"""Files as they are dropped: whole ones are read, and a cut one never moves money."""

import io
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.layout import Layout
from panel_refunds_csv_orders.numbers import Marks
from panel_refunds_csv_orders.reading import Row, read_rows

ASKED = frozenset({"71", "72", "73"})
HEAD = "order,status,remains\n"


def read(text, layout=None, encoding="utf-8", asked=ASKED):
    raw = text if isinstance(text, bytes) else text.encode(encoding)
    return dict(read_rows(io.BytesIO(raw), layout or Layout(), asked))


def states(rows):
    return {ref: (said.status, said.remains) if isinstance(said, Row) else "doubt" for ref, said in rows.items()}


@pytest.mark.parametrize(
    ("text", "layout", "encoding"),
    [
        (HEAD + "71,Partial,157\n", Layout(), "utf-8"),
        ("\ufeff" + HEAD + "71,Partial,157\n", Layout(), "utf-8"),
        (HEAD.replace("\n", "\r\n") + "71,Partial,157\r\n", Layout(), "utf-8"),
        ("\n\n" + HEAD + "\n71,Partial,157\n,,\n", Layout(), "utf-8"),
        (HEAD + '"71","Par""tial","157"\n', Layout(), "utf-8"),
        ("order;status;remains\n71;Partial;1.570\n", Layout(delimiter=";", marks=Marks(",", ".")), "utf-16"),
        ("71\tPartial\t157\n", Layout({"order": 1, "status": 2, "remains": 3}, header=False, delimiter="\t"), "cp1251"),
        (HEAD + "71,Partial,157\n#END\n", Layout(last_line="#END"), "utf-8"),
        (HEAD + "71,Partial,157\n#END\n\n  \n", Layout(last_line="#END"), "utf-8"),
        (HEAD + "71,Teilweise,157\n", Layout(words={"teilweise": "partial"}), "latin-1"),
        (HEAD + "71,'Partial',157\n", Layout(quote="'"), "utf-8"),
    ],
)
def test_a_whole_file_is_read(text, layout, encoding):
    layout = replace(layout, encoding=encoding)
    assert states(read(text, layout, encoding)) in ({"71": ("partial", 157)}, {"71": ("partial", 1570)})


def test_only_what_is_asked_about_is_kept_and_what_is_not_there_is_not_told():
    assert states(read(HEAD + "70,Canceled,\n71,Canceled,\n711,Canceled,\n")) == {"71": ("canceled", None)}


@pytest.mark.parametrize(
    "rows",
    [
        "71,Partial\n",
        "71,Partial,157,x\n",
        "x,71,Partial,157\n",
        "71,,157\n",
        "71,Partial,157\n71,Partial,158\n",
        "71,Partial,157\n71,Canceled,157\n",
        "71,Partial,157\n71,Partial\n",
        "71,Partial\n71,Partial,157\n",
        "71,Quux,1\n71,Corge,1\n",
        "71,Partial,157\n71,Partial,157\n71,Partial,\n",
        "71,Canceled,1\n71,Pending,1\n71,Canceled,1\n",
    ],
)
def test_a_row_in_doubt_gives_no_answer_about_its_order_and_costs_the_others_nothing(rows):
    assert states(read(HEAD + rows + "72,Partial,5\n")) == {"71": "doubt", "72": ("partial", 5)}


def test_rows_that_say_the_same_twice_say_it_once():
    assert states(read(HEAD + "71,Partial,157\n71,PARTIAL,157.0\n72,Quux,\n72,quux!,\n")) == {
        "71": ("partial", 157),
        "72": ("unknown", None),
    }


def test_where_the_last_counts_it_counts_whatever_came_before():
    layout = Layout(last_wins=True)
    assert states(read(HEAD + "71,Canceled,\n71,Partial\n71,Pending,5\n72,Pending,5\n72,Partial\n", layout)) == {
        "71": ("pending", 5),
        "72": "doubt",
    }


@pytest.mark.parametrize(
    ("remains", "read_as"), [("-2", 0), ("61.0", 61), ("61.5", None), ("", None), ("n/a", None), ("1.000", None)]
)
def test_what_remains_is_a_number_or_nobody_knows(remains, read_as):
    assert states(read(HEAD + f"71,Partial,{remains}\n")) == {"71": ("partial", read_as)}


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (HEAD + "71,Canceled,1", Layout()),
        (HEAD + "71,Canceled,1\n", Layout(last_line="#END")),
        (HEAD + "71,Canceled,1\n#EN\n", Layout(last_line="#END")),
        (HEAD + "71,Canceled,1\n#END\n72,Pending,5\n", Layout(last_line="#END")),
        (HEAD + '71,"Canceled,1\n72,Pending,5\n', Layout()),
        (HEAD + '71,"Canc"eled,1\n', Layout()),
        ("", Layout()),
        ("\n\n", Layout()),
        (HEAD + "x" * 70_000 + ",Canceled,1\n", Layout()),
        (HEAD + '71,"' + "x\n" * 200 + '",1\n', Layout()),
        (HEAD + "71,Canceled,1\n", Layout(largest=20)),
        (b"\xff\xfeo", Layout(encoding="utf-16")),
        (HEAD.encode() + b"71,Canceled\xe9,1\n", Layout()),
    ],
)
def test_a_file_that_is_not_whole_says_nothing(text, layout):
    with pytest.raises(UnreadableError):
        read(text, layout)


WHOLE = "order,status,remains\n71,Partial,157\n72,Canceled,1000\n73,In progress,5\n#END\n"


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_anywhere_says_nothing_where_a_closing_line_was_agreed(cut):
    with pytest.raises(UnreadableError):
        read(WHOLE[:cut], Layout(last_line="#END"))


@given(st.integers(0, len(WHOLE) - 6))
def test_a_file_cut_anywhere_says_nothing_untrue_where_none_was(cut):
    whole = read(WHOLE.removesuffix("#END\n"))
    try:
        told = read(WHOLE[:cut])
    except UnreadableError:
        return
    assert all(whole[ref] == said for ref, said in told.items())


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_whatever_make_it_raise_anything_else(raw, headed):
    try:
        read((HEAD.encode() if headed else b"") + raw)
    except UnreadableError:
        return


def test_reading_a_large_file_needs_little_memory():
    row = b'900001,"In progress",12345\n'
    raw = io.BytesIO(HEAD.encode() + row * 300_000 + b"71,Partial,157\n")
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        assert states(dict(read_rows(raw, Layout(), ASKED))) == {"71": ("partial", 157)}
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000
