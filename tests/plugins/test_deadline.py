"""Calls that answer, raise, hang, and hang too often. Events decide who waits for whom; no test sleeps."""

import sys
import threading

import pytest

from panel_refunds.plugins.deadline import Patience, TimedOutError


def test_an_answer_comes_back():
    assert Patience().start("acme", lambda: 42).wait(60) == 42


def test_what_the_call_raises_is_raised_where_it_is_waited_for():
    pending = Patience().start("acme", lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        pending.wait(60)


def test_a_call_that_wants_to_end_the_process_is_an_ordinary_error_where_it_is_waited_for():
    pending = Patience().start("acme", lambda: sys.exit(3))

    with pytest.raises(RuntimeError, match="SystemExit"):
        pending.wait(60)


@pytest.mark.parametrize("seconds", [0, -5])
def test_a_call_that_hangs_times_out_and_its_late_answer_is_not_heard(seconds):
    release = threading.Event()
    pending = Patience().start("acme", release.wait)

    with pytest.raises(TimedOutError, match="no answer in time"):
        pending.wait(seconds)

    release.set()


def test_an_object_whose_calls_hang_is_not_called_again_until_one_comes_back():
    patience, release = Patience(most_hanging=2), threading.Event()
    first, second = (patience.start("acme", release.wait) for _ in range(2))

    with pytest.raises(TimedOutError, match="2 earlier calls"):
        patience.start("acme", lambda: 42).wait(60)
    assert patience.start("other", lambda: 42).wait(60) == 42

    release.set()
    assert first.wait(60)
    assert second.wait(60)
    assert patience.start("acme", lambda: 42).wait(60) == 42


def test_a_hanging_call_does_not_keep_the_process_alive():
    release = threading.Event()
    Patience().start("acme", release.wait)

    (thread,) = [thread for thread in threading.enumerate() if thread.name == "plugin-acme" and thread.is_alive()]
    assert thread.daemon

    release.set()
    thread.join(60)


def test_who_is_late_is_given_up_and_who_is_not_is_left_alone():
    patience, release, given_up = Patience(), threading.Event(), []
    patience.when_late("acme", lambda: given_up.append("acme"))

    assert patience.start("acme", lambda: 42).wait(60) == 42
    assert given_up == []
    with pytest.raises(TimedOutError):
        patience.start("acme", release.wait).wait(0)
    assert given_up == ["acme"]

    release.set()
