"""What is wrong with an expression, in words that say what to write instead.

CEL's messages name operators as ``_>_`` and types as the checker knows them. The mistakes that an operator makes are
few: an amount without ``money(…)``, a word that is spelled differently, a sign too many. Each gets a sentence, with the
place in the expression; whatever else CEL says is passed on in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from panel_refunds_cel.records import PACKAGE
from panel_refunds_cel.tokens import place_of
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WEEKDAYS, WORDS

_ERROR = re.compile(r"ERROR: <input>:(\d+):(\d+): (.+)")
_OVERLOAD = re.compile(r"found no matching overload for '(.+?)' applied to '\((.*)\)'")
_UNDECLARED = re.compile(r"undeclared reference to '(.+?)'")
_FIELD = re.compile(rf"undefined field '(.+?)' not found in struct '{PACKAGE}\.(\w+)'")
_MISSING = re.compile(r'Key not found in map : "(\w+)"')
_PLAIN = {"int", "uint", "double", "string", "dyn"}
_FIELDS = {"deposit": DEPOSIT, "order": ORDER}
INSTEAD = 'write the amount as money("20.00")'


def in_our_words(source: str, error: str, known: Sequence[str]) -> str:
    """One sentence about the first thing that ``error`` (CEL's message) says is wrong with ``source``.

    ``known`` are the functions that exist, for a word that is near to one of them.
    """
    found = _ERROR.search(error)
    if found is None:
        said = error.split("[", maxsplit=1)[0].strip()
        return f"it cannot be read as CEL: {said}"
    lines = source.splitlines(keepends=True)
    before = sum(len(line) for line in lines[: int(found[1]) - 1])
    where = place_of(source, before + int(found[2]) - 1)
    return f"{_told(found[3], known)}; {where}"


def no_answer(why: str, *, bare: bool) -> str:
    """What is said of an expression that types allow and that gave no answer about made-up facts, and ``why``."""
    if bare and (missing := _MISSING.search(why)):
        return f"where no {missing[1]} is known it gives no answer; ask first, like has(d.{missing[1]}) && …"
    if bare and "SELECT" in why:
        return "about a request that is about no order it gives no answer; begin with order != null && …"
    return f"it was tried on made-up facts and gave no answer: {why}"


def _told(said: str, known: Sequence[str]) -> str:
    if match := _OVERLOAD.search(said):
        return _does_not_fit(match[1], [_plain(each) for each in match[2].split(", ")])
    if match := _FIELD.search(said):
        if match[2] not in _FIELDS:
            return f"{_article(_named(match[2]))} has no parts, so no `.{match[1]}`"
        names = [word.name for word in _FIELDS[match[2]]]
        return f"{_article(match[2])} has no `{match[1]}`{_nearest(match[1], names) or _all_of(names)}"
    if match := _UNDECLARED.search(said):
        if match[1] == "money":
            return f"money takes an amount in quotes; {INSTEAD}"
        names = [*(word.name for word in WORDS), *WEEKDAYS, *known]
        return f"there is no `{match[1]}` here{_nearest(match[1], names)}"
    if said.startswith("Syntax error: "):
        return f"it cannot be read as CEL: {said.removeprefix('Syntax error: ').split(' expecting ', maxsplit=1)[0]}"
    return said.replace(f"{PACKAGE}.", "")


def _does_not_fit(function: str, kinds: Sequence[str]) -> str:
    sign = function.strip("_@").replace("_?_:", "? :").replace("_", " ").replace("[ ]", "[…]")
    if "money" in kinds and _PLAIN & set(kinds) and sign not in ("%", "? :", "startsWith", "endsWith", "contains"):
        plain = next(kind for kind in kinds if kind in _PLAIN)
        return f"`{sign}` cannot take an amount together with {_article(_named(plain))}; {INSTEAD}"
    listed = " and ".join(_article(_named(kind)) for kind in kinds)
    return f"`{sign}` cannot take {listed}"


def _plain(kind: str) -> str:
    return kind.replace(f"{PACKAGE}.", "").replace("wrapper(", "").rstrip(")") if "list" not in kind else kind


def _named(kind: str) -> str:
    names = {"int": "plain number", "uint": "plain number", "double": "plain number", "money": "amount"}
    return names.get(kind, kind.replace(f"{PACKAGE}.", "").replace("string", "text"))


def _article(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def _nearest(word: str, names: Sequence[str]) -> str:
    near = get_close_matches(word, names, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _all_of(names: Sequence[str]) -> str:
    return f"; it has {', '.join(names)}"
