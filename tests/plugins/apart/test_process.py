"""One process: it opens, it is asked, it ends, and whoever waits is told how."""

import pytest
from tests.plugins.apart.conftest import MEMORY, NOW

from panel_refunds.plugins.apart.process import Process, ProcessEndedError
from panel_refunds.plugins.apart.said import ObjectOpening, Opening, RaisedApartError
from panel_refunds.plugins.deadline import NotStartedError


@pytest.fixture
def start(candidate):
    started = []

    def make(code: str = "None", factory: str = "acme") -> Process:
        name = candidate().name
        thing = ObjectOpening("gateways", factory, "shop", "till", {"code": code})
        started.append(Process(Opening(name, "dotted name", None, name, MEMORY, NOW, thing), lambda _line: None))
        return started[-1]

    yield make
    for process in started:
        process.close()


def test_it_says_what_can_be_asked_of_its_object(start):
    process = start()

    said = process.opened()

    assert {"get_payment", "create_refund"} <= set(said["methods"])
    assert not process.busy
    assert not process.ended


def test_an_object_that_cannot_be_built_is_told(start):
    with pytest.raises(RaisedApartError, match="no longer gives 'other'"):
        start(factory="other").opened()


def test_whoever_waits_is_told_how_it_ended_and_then_nothing_is_sent_any_more(start):
    process = start("os._exit(3)")
    process.opened()

    with pytest.raises(ProcessEndedError, match="exit code 3"):
        process.ask("get_refund", ("re_1",), {}, NOW)

    assert process.ended
    with pytest.raises(NotStartedError, match="exit code 3"):
        process.ask("get_refund", ("re_1",), {}, NOW)


def test_a_lack_of_memory_ends_it_after_its_answer(start):
    process = start("bytearray(2 << 30)")
    process.opened()

    with pytest.raises(RaisedApartError, match="MemoryError"):
        process.ask("get_refund", ("re_1",), {}, NOW)
    with pytest.raises(NotStartedError, match="no memory left"):
        process.ask("get_refund", ("re_1",), {}, NOW)
