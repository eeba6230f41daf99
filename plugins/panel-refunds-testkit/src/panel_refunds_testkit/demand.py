"""How a check speaks: it demands something, and says what is wrong and what to do when that is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import pytest

AnswerT = TypeVar("AnswerT")


class BrokenContractError(AssertionError):
    """The adapter does something else than the contract says; the text says what, and what an author does about it."""


def broken(text: str) -> NoReturn:
    """This is not as the contract says."""
    __tracebackhide__ = True
    raise BrokenContractError(text)


def demand(holds: object, text: str) -> None:
    """Go on if it holds."""
    __tracebackhide__ = True
    if not holds:
        raise BrokenContractError(text)


def demand_equal(there: object, expected: object, text: str) -> None:
    """Go on if the two are equal; the message has both."""
    __tracebackhide__ = True
    if there != expected:
        raise BrokenContractError(f"{text}\n  expected: {expected!r}\n  found:    {there!r}")


@contextmanager
def demand_raises(kinds: type[Exception] | tuple[type[Exception], ...], text: str) -> Iterator[None]:
    """Go on if the block raises one of these; another exception, or none, is broken."""
    __tracebackhide__ = True
    try:
        yield
    except kinds:
        return
    except BrokenContractError:
        raise
    except Exception as error:
        raise BrokenContractError(f"{text}\n  raised instead: {type(error).__name__}: {error}") from error
    raise BrokenContractError(f"{text}\n  nothing was raised")


def error_of(question: Callable[[], Any]) -> Exception | None:
    """What ``question`` raises, None when it answers."""
    try:
        question()
    except BrokenContractError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever an adapter raises is looked at by the check
        return error
    return None


def answers_of(question: Callable[[], AnswerT]) -> tuple[AnswerT, ...]:
    """The answer to ``question``, none when it raises."""
    try:
        return (question(),)
    except BrokenContractError:
        raise
    except Exception:  # noqa: BLE001 - whatever an adapter raises is no answer
        return ()


def skip_without(capability: object, name: str) -> None:
    """Skip the check unless the gateway says it has this capability: the only reason there is to skip one."""
    if not capability:
        pytest.skip(f"capability: {name}")
