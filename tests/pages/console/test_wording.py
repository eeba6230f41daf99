"""Every word of code has its words for people."""

from __future__ import annotations

import ast
from pathlib import Path

import panel_refunds.flows
from panel_refunds.pages.console import wording
from panel_refunds.pages.words import words_of
from panel_refunds.plugins.kinds import KINDS
from panel_refunds.refunds.audit import invariants
from panel_refunds.refunds.audit.totals import PAIRS

ENGLISH = words_of("en")


def test_every_invariant_total_and_kind_is_named():
    assert list(wording.INVARIANTS) == list(invariants.INVARIANTS)
    assert tuple(wording.PAIRS) == PAIRS
    assert tuple(wording.KINDS) == KINDS


def test_every_act_that_a_flow_records_is_put_into_words():
    recorded = set()
    for file in Path(panel_refunds.flows.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_action":
                recorded |= {each.value for each in node.args[1:2] if isinstance(each, ast.Constant)}

    assert len(recorded) > 20
    assert recorded <= wording.ACTS.keys()


def test_an_act_without_words_keeps_its_name():
    assert wording.act(ENGLISH, "approve") == "approved a request"
    assert wording.act(ENGLISH, "levitate") == "levitate"


def test_a_missing_certificate_is_amiss_only_where_one_is_asked():
    assert wording.certificate_pill(ENGLISH, "none", asked=True).tone == "warn"
    assert wording.certificate_pill(ENGLISH, "none", asked=False).tone == "quiet"
    assert wording.certificate_pill(ENGLISH, "stale", asked=False).tone == "warn"
    assert wording.invariant_pill(ENGLISH, "so_far").text == "Holds so far"
