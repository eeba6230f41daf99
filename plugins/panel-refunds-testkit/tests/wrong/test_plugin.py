"""What the wrong adapters have in common; each is tried in a file of its own, which has to be there."""

from pathlib import Path

from panel_refunds_testkit import GatewayConformance
from panel_refunds_testkit.wrong import wrong_adapters
from panel_refunds_testkit.wrong.plugin import hook_of

WRONG = wrong_adapters()
LEAST = 15


def test_there_are_many_and_each_says_in_a_sentence_what_it_does():
    assert len(WRONG) >= LEAST
    assert [wrong.__name__ for wrong in WRONG if len((wrong.__doc__ or "").strip().splitlines()) != 1] == []


def test_each_names_a_check_that_there_is():
    assert [wrong.FAILS for wrong in WRONG if not hasattr(GatewayConformance, wrong.FAILS)] == []


def test_none_of_them_goes_untried():
    tried = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}

    assert {wrong.__name__.rpartition(".")[2] for wrong in WRONG} <= tried


def test_a_wrong_plugin_has_tinypays_hook():
    (factory,) = hook_of(WRONG[0].WrongGateway)()

    assert (factory.name, factory.build) == ("tinypay", WRONG[0].WrongGateway)
