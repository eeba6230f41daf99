"""JSON read strictly: what two readers could understand differently is refused.

No key twice, no NaN, nothing too deep or too large, UTF-8 only, an object at the top. A number with a point stays a
``float`` here, so that the schema can refuse it where an amount in quotes is wanted.
"""

from __future__ import annotations

import json
import math
from typing import Any

from panel_refunds.errors import Refused

MOST_BYTES = 256 * 1024
DEEPEST = 20


def parse_object(raw: bytes, most: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object in ``raw``; refused with ``invalid_request`` and what is wrong with it."""
    if len(raw) > most:
        raise Refused("body_too_large", f"At most {most // 1024} KiB fit here.")
    try:
        value = _STRICT.decode(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused("invalid_request", "The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        text = f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise Refused("invalid_request", text) from None
    except RecursionError:
        raise Refused("invalid_request", f"The body nests deeper than {DEEPEST} levels.") from None
    except ValueError:
        raise Refused("invalid_request", "The body holds a number that is far too long.") from None
    if not isinstance(value, dict):
        raise Refused("invalid_request", "The body has to be a JSON object.")
    _check_depth(value, DEEPEST)
    return value


def canonical(value: object) -> bytes:
    """One spelling for equal values, to compare two requests by."""
    return _CANONICAL.encode(value).encode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise Refused("invalid_request", f"The key {double[:60]!r} stands there twice.", field=double[:60])
    return found


def _constant(word: str) -> Any:
    raise Refused("invalid_request", f"{word} is no JSON.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused("invalid_request", "The body holds a number that is far too large.")
    return number


def _check_depth(value: object, left: int) -> None:
    if not left:
        raise Refused("invalid_request", f"The body nests deeper than {DEEPEST} levels.")
    if isinstance(value, dict):
        for item in value.values():
            _check_depth(item, left - 1)
    elif isinstance(value, list):
        for item in value:
            _check_depth(item, left - 1)


# Made once: ``json.loads`` and ``json.dumps`` would make a new one for every body.
_STRICT = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_finite)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
