"""Every letter arrives, in texts that are short enough, and none of them is markup."""

import html
import re
from types import MappingProxyType

import pytest

from panel_refunds.ports import Message
from panel_refunds_telegram.wording import LONGEST, length_of, parted, write_texts

TO_CUSTOMER = Message("refund_sent", "acme", "c1", "rr_1", "38.25 < 40 & <b>bold</b>.")


def test_the_customer_reads_the_text_and_the_request():
    assert write_texts(TO_CUSTOMER) == ["38.25 &lt; 40 &amp; &lt;b&gt;bold&lt;/b&gt;.\n\nRequest: rr_1"]


def test_the_staff_reads_tenant_kind_and_figures():
    message = Message("payout_float", "acme", None, None, "Too little.", MappingProxyType({"b": "<2>", "a": "1"}))

    assert write_texts(message) == ["<b>acme: payout float</b>\nToo little.\n\na: 1\nb: &lt;2&gt;"]


def test_no_text_is_said_to_be_none():
    assert write_texts(Message("refund_sent", "acme", "c1", None, " ")) == ["(no text)"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 3000,
        "line\n" * 3000,
        "x" * 10_000,
        "😀" * 5000,
        "a paragraph of some words\n\n" * 700,
        "<&>" * 4000,
        "\n" * 9000 + "end",
    ],
)
def test_a_long_text_is_several_and_nothing_is_lost(text):
    texts = write_texts(Message("refund_sent", "acme", "c1", None, text))

    shown = [html.unescape(each) for each in texts]
    assert all(0 < length_of(each) <= LONGEST for each in shown)
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", text)


def test_it_is_parted_between_paragraphs_then_lines_then_words():
    assert list(parted("one two\n\nthree", 12)) == ["one two", "three"]
    assert list(parted("one two\nthree", 12)) == ["one two", "three"]
    assert list(parted("one two three", 12)) == ["one two", "three"]
    assert list(parted("onetwothree", 5)) == ["onetw", "othre", "e"]
    assert list(parted("", 5)) == [""]


def test_a_letter_beyond_the_plane_counts_twice():
    assert (length_of("aé€"), length_of("😀")) == (3, 2)
