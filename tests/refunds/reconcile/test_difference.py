"""A difference is known by what both sides say, and ready for people and programs."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.refunds.reconcile.difference import KINDS, Difference

ONE = Difference("fee_differs", "card", "ch_1", "1.75 USD", "1.80 USD", deposit="dep_1")


def test_the_same_difference_has_the_same_key_and_other_figures_another() -> None:
    assert ONE.key == replace(ONE).key
    changed = {"code": "fee_learnt", "gateway": "bank", "about": "ch_2", "ours": "0", "theirs": "0", "deposit": "dep_2"}
    assert len({replace(ONE, **{name: value}).key for name, value in changed.items()} | {ONE.key}) == 7


def test_a_person_reads_a_sentence_and_both_sides() -> None:
    assert str(ONE) == (
        "fee_differs: The fee of a payment is another one at the gateway. ch_1: here 1.75 USD, there 1.80 USD."
    )
    assert ONE.as_json()["text"] == KINDS["fee_differs"].text


def test_every_kind_is_a_sentence_and_alarms_are_for_people() -> None:
    assert all(kind.text.endswith(".") for kind in KINDS.values())
    assert {kind.cure for kind in KINDS.values() if kind.alarm} == {"task"}
