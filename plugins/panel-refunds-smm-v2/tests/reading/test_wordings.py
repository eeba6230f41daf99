"""What error texts mean: the wordings of many panels, in a table beside this file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_smm_v2.reading.fault import CODES_OF_TEXTS
from panel_refunds_smm_v2.reading.wordings import code_of, plain

LINES = Path(__file__).with_name("wordings.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", LINES)
def test_a_text_of_a_panel_has_its_code(line):
    action, code, text = line.split("|", 2)
    assert code_of(text, action) == code


def test_every_code_of_a_text_is_met_by_some_wording():
    assert {line.split("|")[1] for line in LINES} == CODES_OF_TEXTS


@pytest.mark.parametrize("text", ["Not enough funds!", "not_enough_funds", "notEnoughFunds", "NOT-ENOUGH   FUNDS"])
def test_spellings_of_one_text_are_the_same_plain_words(text):
    assert plain(text) == "not enough funds"


def test_a_panels_own_texts_come_first_and_are_found_as_whole_words():
    own = ((plain("Pedido sumido"), "order_not_found"), (plain("fora"), "service_unavailable"))
    assert code_of("Erro: pedido sumido.", "status", own) == "order_not_found"
    assert code_of("Serviço fora!", "add", own) == "service_unavailable"
    assert code_of("Foragido", "add", own) == "other"
    assert code_of("Invalid API key, fora", "status", own) == "service_unavailable"


@pytest.mark.parametrize(
    "text", ["Duplicate order", "You have active order with this link", "Order was already placed", "Timeout, no order"]
)
def test_a_text_after_which_the_order_may_exist_is_no_clear_refusal(text):
    assert code_of(text, "add") in {"other", "server_error"}


@given(st.text(max_size=600), st.sampled_from(["status", "add", "cancel", "refill", "refill_status", "balance"]))
def test_every_text_has_one_of_the_codes(text, action):
    assert code_of(text, action) in CODES_OF_TEXTS
