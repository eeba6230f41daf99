"""A plugin that uses what its declared contract does not have is told, at the line."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from panel_refunds_testkit.checks.static.contract import ContractChecks, newer_names
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.stand.provider_stand import ProviderStand
from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer

HELD = """
from panel_refunds.ports import Surroundings
class Mine:
    def __init__(self, settings, around: Surroundings):
        self._around = around
    def read(self):
        return self._around.folder
"""


@pytest.fixture
def stand():
    with TinyPanelPeer() as peer:
        made = ProviderStand(peer)
        yield made
        made.close()


def test_the_good_one_declares_what_it_uses(stand):
    ContractChecks().test_it_declares_the_contract_that_it_uses(stand)


def test_one_that_declares_too_little_is_caught(stand):
    stand.factory = replace(stand.factory, contract="1.0")

    with pytest.raises(BrokenContractError, match=r"\.py:\d+ uses .+, which contract 1\.0 does not have"):
        ContractChecks().test_it_declares_the_contract_that_it_uses(stand)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (HELD, "Surroundings.folder"),
        ("from panel_refunds.ports import PushesOrders", "PushesOrders"),
        ("from panel_refunds.ports.said import Said", "said"),
        ("from panel_refunds.ports import asking as asked", "asking"),
        ("import panel_refunds.ports.asking", "asking"),
        ("from panel_refunds import ports\nports.UndeliverableError('x')", "UndeliverableError"),
        ("from panel_refunds.ports import OrderState as O\nO('partial', 'x', 5, 10)", "OrderState.ordered"),
        ("from panel_refunds.ports import OrderState\nOrderState('partial', 'x', unclear=True)", "OrderState.unclear"),
        ("from panel_refunds.ports import Capabilities\nCapabilities(lookup='by_name')", "Capabilities.lookup=by_name"),
        ("from panel_refunds.ports import Message\ndef f(said: Message):\n    said.contact", "Message.contact"),
    ],
)
def test_what_came_later_is_found(lines, name):
    found = [used for _, used in newer_names(ast.parse(lines), "1.0")]

    assert name in found
    assert not list(newer_names(ast.parse(lines), "1.1"))


@pytest.mark.parametrize(
    "lines",
    [
        "from panel_refunds.ports import Capabilities\nCapabilities(lookup='by_attempt')",
        "from panel_refunds.ports import OrderState\nOrderState('partial', 'x', 5)",
        "from panel_refunds.ports import Surroundings\ndef f(around: Surroundings, x):\n    around.now(), x.folder",
        "class Mine:\n    folder = 1\nMine.folder",
    ],
)
def test_what_was_there_at_first_is_not(lines):
    assert not list(newer_names(ast.parse(lines), "1.0"))


def test_its_check_has_a_text_for_the_author():
    assert "contract=" in ContractChecks.test_it_declares_the_contract_that_it_uses.__doc__
