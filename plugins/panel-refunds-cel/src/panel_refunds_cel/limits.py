"""What an expression may not do, found before CEL reads it.

Three kinds of things. What would cost too much: an expression that is too long, or loops inside loops inside loops.
What the checker would let pass although it means something else than it says: a number with a point, a list of amounts
and numbers mixed, a fee compared with ``null``. And what nobody needs in a rule: bytes, records made on the spot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from panel_refunds.errors import Refused
from panel_refunds_cel.tokens import Token, place_of
from panel_refunds_cel.vocabulary import WEEKDAYS
from panel_refunds_cel.wording import INSTEAD

MOST_CHARACTERS = 1000
DEEPEST_BRACKETS = 24
DEEPEST_LOOPS = 2
LOOPS = frozenset({"all", "exists", "exists_one", "map", "filter"})
_OPENING, _CLOSING = "([", ")]"


def refuse_unwanted(source: str, tokens: Sequence[Token]) -> None:
    """Raise ``Refused`` with the first thing in an expression that may not be there."""
    if len(source) > MOST_CHARACTERS:
        text = f"it has {len(source)} characters; at most {MOST_CHARACTERS} are read. Make two rules of it"
        raise Refused("field_invalid", text)
    for token, said in _unwanted(tokens):
        raise Refused("field_invalid", f"{said}; {place_of(source, token.start)}")


def _unwanted(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for number, token in enumerate(tokens):
        if token.kind == "point":
            yield token, f"a number with a point is not exact; {INSTEAD}, or use whole numbers"
        if token.kind == "unsigned":
            yield token, f"there are only whole numbers like 20 here; {INSTEAD}"
        if token.kind == "bytes" or token.text in ("{", "}"):
            yield token, f"`{token.text[:1]}` makes something that no rule needs"
        if token.text == "null" and not _asks_for_the_order(tokens, number):
            yield token, "only `order` may be null; ask has(…) whether a part is there"
        if token.text == "[" and _begins_a_list(tokens, number) and not _is_of_one_kind(tokens, number):
            yield token, "a list holds texts, whole numbers, days of the week or amounts, and only one kind of them"
    yield from _too_deep(tokens)


def _too_deep(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Brackets in brackets, and loops in loops: what they cost multiplies."""
    open_brackets: list[bool] = []
    for number, token in enumerate(tokens):
        if token.text in _OPENING:
            open_brackets.append(number > 0 and token.text == "(" and tokens[number - 1].text in LOOPS)
            if len(open_brackets) > DEEPEST_BRACKETS:
                yield token, f"more than {DEEPEST_BRACKETS} brackets are open at once"
            if sum(open_brackets) > DEEPEST_LOOPS:
                yield token, f"more than {DEEPEST_LOOPS} loops stand inside each other"
        elif token.text in _CLOSING and open_brackets:
            open_brackets.pop()


def _asks_for_the_order(tokens: Sequence[Token], number: int) -> bool:
    """Whether ``null`` stands in ``order == null`` or ``order != null``."""
    before = [token.text for token in tokens[max(number - 3, 0) : number]]
    return before[-2:-1] == ["order"] and before[-1] in ("==", "!=") and (len(before) == 2 or before[0] != ".")  # noqa: PLR2004 - two tokens stand before it


def _begins_a_list(tokens: Sequence[Token], number: int) -> bool:
    """Whether ``[`` begins a list, and does not take one item of what stands before it."""
    if number == 0:
        return True
    before = tokens[number - 1]
    return not (before.text in (")", "]") or (before.kind == "word" and before.text != "in"))


def _is_of_one_kind(tokens: Sequence[Token], number: int) -> bool:
    """Whether all items of the list that begins at ``number`` are literals of the same kind."""
    kinds: set[str] = set()
    rest = list(tokens[number + 1 :])
    while rest and rest[0].text != "]":
        item = rest.pop(0)
        if item.text == "money":
            kinds.add("amount")
            del rest[:3]
        elif item.text == "-" and rest and rest[0].kind == "number":
            continue
        elif item.text in WEEKDAYS:
            kinds.add("weekday")
        elif item.kind in ("text", "number"):
            kinds.add(item.kind)
        else:
            return False
        if rest and rest[0].text == ",":
            rest.pop(0)
        elif rest and rest[0].text != "]":
            return False
    return len(kinds) <= 1
