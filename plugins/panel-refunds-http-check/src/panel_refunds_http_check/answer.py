"""The answer, read strictly: exactly what was agreed is a verdict, everything else is none.

A service that answers half of what it should has a fault somewhere, and what decides about money is not guessed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

from panel_refunds.ports import Verdict

LARGEST = 64 * 1024
MOST_REASONS = 20
LONGEST_REASON = 500

_ANSWERS: tuple[str, ...] = get_args(get_type_hints(Verdict)["answer"])


class NoVerdictError(Exception):
    """The service gave no answer that can be used; the text says what it did instead, and repeats none of it."""


def parse_answer(raw: bytes) -> Verdict:
    """``{"answer": "allow", "reasons": ["…"]}`` as a verdict; ``NoVerdictError`` for anything else."""
    if len(raw) > LARGEST:
        raise NoVerdictError(f"the service's answer is larger than {LARGEST // 1024} KiB")
    try:
        said = json.loads(raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NoVerdictError("the service's answer is not the JSON that was agreed") from None
    if not isinstance(said, dict) or said.keys() != {"answer", "reasons"}:
        raise NoVerdictError("the service's answer is not an object with answer and reasons, and nothing else")
    answer, reasons = said["answer"], said["reasons"]
    if not isinstance(answer, str) or answer not in _ANSWERS:
        raise NoVerdictError(f"the service's answer is none of {', '.join(_ANSWERS)}")
    if not isinstance(reasons, list) or len(reasons) > MOST_REASONS or not all(_is_sentence(each) for each in reasons):
        raise NoVerdictError(
            f"the service's reasons are not a list of at most {MOST_REASONS} texts of 1 to {LONGEST_REASON} characters"
        )
    return Verdict(answer, tuple(reasons))  # type: ignore[arg-type]  # it is one of the words, see above


def _is_sentence(reason: object) -> bool:
    return isinstance(reason, str) and 0 < len(reason) <= LONGEST_REASON


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
