"""The other side of the line, seen from the line: what is asked is answered, whatever comes of it."""

import socket

import msgspec
import pytest
from tests.plugins.apart.conftest import NOW

from panel_refunds.plugins.apart.child import Clock, Workplace
from panel_refunds.plugins.apart.frames import Frames
from panel_refunds.plugins.apart.said import Asking, Logged, Raised, Said
from panel_refunds.plugins.apart.values import decode
from panel_refunds.policy.finding import Finding

FINDING = Finding("r", "allow", "c", "6", "text")


class Rule:
    def evaluate(self, snapshot, asked):
        yield FINDING

    def endless(self):
        return iter(int, 1)


@pytest.fixture
def place():
    here, there = socket.socketpair()
    with here, there:
        yield Workplace(Frames(here), Clock(NOW), kind="rules", thing=Rule()), Frames(there)


def heard(frames: Frames) -> Said:
    return msgspec.json.decode(frames.receive(), type=Said)


def test_a_rule_may_give_its_findings_one_by_one_but_not_for_ever(place):
    workplace, other = place
    later = NOW.replace(year=2026)

    workplace.answer(1, lambda: workplace.call(Asking(1, "evaluate", (None, None), {}, later)))
    workplace.answer(2, lambda: workplace.call(Asking(2, "endless", (), {}, later)))

    assert decode(heard(other).answer) == (FINDING,)
    assert heard(other).raised == Raised("other", "ValueError", "it gave more than 1000 findings")
    assert workplace.clock.now() == later


def test_an_answer_that_is_too_large_is_an_error_of_that_call(place):
    workplace, other = place

    workplace.answer(1, lambda: "x" * (5 << 20))

    assert "too large" in heard(other).raised.text


def test_a_line_for_the_log_goes_its_own_way(place):
    workplace, other = place

    workplace.say(Logged("info", "asked", {}))

    assert heard(other).logged.event == "asked"
