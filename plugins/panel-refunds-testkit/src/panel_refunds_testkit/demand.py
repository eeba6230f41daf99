"""How a check speaks: it demands something, and says what is wrong and what to do when that is not so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import pytest

AnswerT = TypeVar("AnswerT")
CAPABILITY = "capability: "
PEER = "peer: "
NOT_HTTP = f"{PEER}it is not asked over HTTP"


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


def skip_if(ruled_out: object, why: str) -> None:
    """Skip the check for a fact that rules it out: of the capabilities, or of the peer. There is no other reason.

    ``why`` begins with ``capability:`` or ``peer:`` and says how it is, so that a certificate can be read alone.
    """
    if ruled_out:
        pytest.skip(why)


def skip_without(capability: object, name: str) -> None:
    """Skip the check where the adapter does not have this capability."""
    skip_if(not capability, f"{CAPABILITY}{name} is off")


def skip_with(capability: object, name: str) -> None:
    """Skip the check where the adapter has this capability: it is for those without."""
    skip_if(capability, f"{CAPABILITY}{name} is on")


def skip_unless(capabilities: object, name: str, fits: Collection[object]) -> None:
    """Skip the check unless the capability ``name`` is one of those that it is for."""
    value = getattr(capabilities, name)
    skip_if(value not in fits, f"{CAPABILITY}{name} is {value}")


def skip_without_word(words: Collection[str], word: str) -> None:
    """Skip the check where the vendor has nothing of the kind, so that its peer leaves out the word for it."""
    skip_if(word not in words, f"{PEER}words has no {word!r}")
