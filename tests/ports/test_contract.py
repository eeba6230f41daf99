"""A host speaks its own version and every older minor one of it, and knows what came with which."""

import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from panel_refunds import ports
from panel_refunds.ports.contract import CONTRACT_VERSION, SINCE, find_mismatch, is_newer

FIRST_NAMES = frozenset((Path(__file__).parent / "names_1_0.txt").read_text(encoding="utf-8").split())
MODULES = {"asking", "said"}


def names_today() -> Iterator[str]:
    """Everything that an adapter may name of ``ports``: exports, their fields and methods, the words of both."""
    for name in ports.__all__:
        yield name
        yield from (f"{name}{each}" for each in parts_of(getattr(ports, name)))


def parts_of(thing: object) -> Iterator[str]:
    if not inspect.isclass(thing):
        yield from (f"={word}" for word in typing.get_args(thing) if isinstance(word, str))
    elif issubclass(thing, StrEnum):
        yield from (f"={word.value}" for word in thing)
    elif is_dataclass(thing):
        hints = typing.get_type_hints(thing)
        for each in fields(thing):
            yield f".{each.name}"
            if typing.get_origin(hints[each.name]) is typing.Literal:
                yield from (f".{each.name}={word}" for word in typing.get_args(hints[each.name]))
    elif getattr(thing, "_is_protocol", False):
        yield from (f".{name}" for name, each in vars(thing).items() if inspect.isfunction(each) and name[0] != "_")


def came_with(name: str) -> str | None:
    """The version under which it stands, by itself or by what it is a part of."""
    whole = name.partition("=")[0]
    return next((SINCE[part] for part in (name, whole, whole.partition(".")[0]) if part in SINCE), None)


def test_what_there_was_at_first_is_there_for_ever():
    assert sorted(FIRST_NAMES - set(names_today())) == []


def test_whatever_came_later_says_with_which_version():
    later = set(names_today()) - FIRST_NAMES

    assert sorted(name for name in later if came_with(name) is None) == [], "write it into SINCE"
    assert sorted(SINCE.keys() - later - MODULES) == [], "SINCE names what was there at first, or is not there"
    assert all(find_mismatch(version) is None for version in SINCE.values())


def test_what_is_newer_than_a_version():
    assert is_newer("Surroundings.folder", "1.0")
    assert is_newer("FindsAttempts", 1)
    assert not is_newer("Surroundings.folder", "1.1")
    assert not is_newer("Gateway", "1.0")


@pytest.mark.parametrize("version", ["1.0", "1.1", 1, CONTRACT_VERSION])
def test_what_was_written_before_is_spoken(version):
    assert find_mismatch(version) is None


@pytest.mark.parametrize("version", ["1.2", "1.10", "2.0", 2])
def test_what_is_newer_needs_a_newer_host(version):
    assert "install a newer panel-refunds" in find_mismatch(version)


@pytest.mark.parametrize("version", ["0.9", "0.0"])
def test_an_older_contract_needs_a_newer_plugin(version):
    assert "install a newer plugin" in find_mismatch(version)


@pytest.mark.parametrize("version", [None, "", "1", "1.1.1", 1.1, True, 0, -1, "one"])
def test_what_is_no_version_is_told(version):
    assert "write it as" in find_mismatch(version)
