"""Parameters as Stripe's libraries send them: ``metadata[attempt]=a1&expand[0]=charge``, in a body or a query."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from panel_refunds.testing.fake_stripe.refusal import bad_integer, bad_value

_PART = re.compile(r"\[([^\[\]]*)\]")
MOST_METADATA, LONGEST_NAME, LONGEST_VALUE = 50, 40, 500


def parse_form(text: str) -> dict[str, Any]:
    """The parameters, nested: objects as dicts, lists (``[0]`` or ``[]``) as lists, everything else as text."""
    form: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, _, _ = name.partition("[")
        _put(form, [first, *_PART.findall(name[len(first) :])], value)
    return {name: _with_lists(value) for name, value in form.items()}


def _put(form: dict[str, Any], path: list[str], value: str) -> None:
    *outer, last = path
    for part in outer:
        inside = form.setdefault(part, {})
        if not isinstance(inside, dict):
            raise bad_value(path[0], f"Invalid object: {path[0]} is given both as a text and as an object.")
        form = inside
    form[last or str(len(form))] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_with_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _with_lists(inside) for name, inside in value.items()}


def read_integer(params: dict[str, Any], name: str) -> int | None:
    """The whole number under ``name``; None when it is not given."""
    said = params.get(name)
    if said is None:
        return None
    if not isinstance(said, str) or not re.fullmatch(r"-?[0-9]{1,18}", said):
        raise bad_integer(name, said)
    return int(said)


def read_text(params: dict[str, Any], name: str) -> str | None:
    """The text under ``name``; None when it is not given."""
    said = params.get(name)
    if said is None or isinstance(said, str):
        return said
    raise bad_value(name, f"Invalid string: {said}")


def read_flag(params: dict[str, Any], name: str) -> bool | None:
    """The truth under ``name``; None when it is not given."""
    said = params.get(name)
    if said is None:
        return None
    if said not in {"true", "false"}:
        raise bad_value(name, f"Invalid boolean: {said}")
    return bool(said == "true")


def read_metadata(params: dict[str, Any]) -> dict[str, str]:
    """``metadata``, within Stripe's bounds of 50 names of 40 characters with values of 500; empty when not given."""
    said = params.get("metadata")
    if not said:
        return {}
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise bad_value("metadata", "Invalid metadata: it has to be an object of texts.")
    if len(said) > MOST_METADATA:
        raise bad_value("metadata", f"Metadata can have at most {MOST_METADATA} keys.")
    for name, value in said.items():
        if len(name) > LONGEST_NAME or len(value) > LONGEST_VALUE:
            raise bad_value(
                f"metadata[{name}]",
                f"Metadata keys can have {LONGEST_NAME} characters and values {LONGEST_VALUE}.",
            )
    return dict(said)
