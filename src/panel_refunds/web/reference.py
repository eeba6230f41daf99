"""The reference pages of the HTTP API, written from the code.

``docs/reference/http.md``, ``errors.md`` and ``openapi.json`` are these pages; tests keep them current. To write them:
``python -m panel_refunds.web.reference docs/reference``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from panel_refunds.errors import CODES
from panel_refunds.web.api import ALL, PREFIX
from panel_refunds.web.api_keys import SCOPES, SCOPES_OF_CUSTOMERS
from panel_refunds.web.openapi import document
from panel_refunds.web.operation import Fetch, Operation, Write, first_sentence
from panel_refunds.web.problems import BROKEN
from panel_refunds.web.strict_json import MOST_BYTES

_NOTE = "<!-- Written from the code by panel_refunds.web.reference; a test compares. Do not edit by hand. -->"

_HTTP = """# HTTP API

{note}

Everything stands under `{prefix}`; [`openapi.json`](openapi.json) says the same for programs, and a running service
has it at `{prefix}/openapi.json`. Codes are explained in [errors](errors.md).

**Who asks.** `Authorization: Bearer pr_live_…`: a key belongs to one tenant, and the key decides the tenant. The `Host`
has to be one of that tenant's, or an address (`127.0.0.1`, a name without a dot), which names the tenant's first site.
A host that the tenant leaves out is `site_excluded`, any other is `not_found`. `panel-refunds keys create` makes a key
and shows it once.

| scope | may |
|---|---|
{scopes}

**Writes** are `POST` with a JSON object (`application/json`, at most {most} KiB) and need an `Idempotency-Key` of 8 to
200 visible ASCII characters. The same key with the same request is done once; sent again, it gets the same answer
with the header `Idempotent-Replayed: true`. With another request it is `idempotency_key_reused`; while the first is
under way, `in_progress`. What was refused changed nothing and may be sent again with the same key. Files stand in the
same object, each with its bytes in base64; where they are taken, the body may be as large as the tenant's
`[attachments]` need.

**Values.** Amounts are decimal strings (`"12.50"`), never numbers. Ids carry a prefix and sort by time. Times are UTC,
days are in the tenant's time zone. People of the staff are written `role-name` (`finance-1`): the role is
what stands before the last dash, so a name has none (`finance-ana.maria`). Your system says who acts, and the flows
decide whether that person may. An unknown field, a key given twice or a number where text belongs
is refused.

**Lists** take `after` (the `next` of the page before) and `limit` (at most 200), and give `items` and `next`.

**Refusals** are `application/problem+json` with `code`, `detail`, and where it helps `field` and `facts`.

**Health.** `GET /healthz`: the process answers. `GET /readyz`: database, worker and tenants are fine (503 when not).
Neither needs a key or a host."""

_ERRORS = """# Codes

{note}

Every refusal has one of these codes, over HTTP, on the command line and in stories. A refusal changes nothing. Over
HTTP it is `application/problem+json`; 503 is the weather: ask again with the same key. Findings of a decision use the
same codes.

| code | HTTP status | sentence |
|---|---|---|
{rows}
| `{broken}` | 500 | Something broke here; the log says where. |
"""


def render_http_reference() -> str:
    """The page of all operations, in Markdown."""
    scopes = "\n".join(f"| `{name}` | {text} |" for name, text in {**SCOPES, **SCOPES_OF_CUSTOMERS}.items())
    top = _HTTP.format(note=_NOTE, prefix=PREFIX, scopes=scopes, most=MOST_BYTES // 1024)
    parts = [top]
    for tag, operations in groupby(ALL, lambda operation: operation.tag):
        parts.append(f"## {tag.capitalize()}")
        parts += ["\n".join(_operation(operation)) for operation in operations]
    return "\n\n".join(parts) + "\n"


def render_errors_reference() -> str:
    """The page of all codes, in Markdown."""
    rows = "\n".join(f"| `{name}` | {code.status} | {code.title} |" for name, code in CODES.items())
    return _ERRORS.format(note=_NOTE, rows=rows, broken=BROKEN)


def write_reference(folder: Path) -> None:
    """Write the three files into ``folder``."""
    (folder / "http.md").write_text(render_http_reference(), encoding="utf-8")
    (folder / "errors.md").write_text(render_errors_reference(), encoding="utf-8")
    (folder / "openapi.json").write_bytes(document() + b"\n")


def _operation(operation: Operation) -> Iterator[str]:
    yield f"### `{operation.method} {operation.path}`"
    yield ""
    yield f"{operation.summary} Scope `{operation.scope}`."
    given = operation.body if isinstance(operation, Write) else operation.query
    if given is not None and given.model_fields:
        yield ""
        yield f"| {'field' if isinstance(operation, Write) else 'query'} | takes | default |"
        yield "|---|---|---|"
        yield from _fields(given)
    yield ""
    if isinstance(operation, Fetch):
        yield f"Answers with the file: {', '.join(f'`{each}`' for each in operation.media_types)}"
        return
    yield f"Answers with {operation.answer.__name__}: {first_sentence(operation.answer)}"
    if operation.codes:
        yield ""
        yield f"May refuse with {', '.join(f'`{code}`' for code in operation.codes)}, besides what holds for all."


def _fields(model: type[BaseModel]) -> Iterator[str]:
    schema = model.model_json_schema()
    for name, field in schema["properties"].items():
        default = "needed" if name in schema.get("required", ()) else _shown(field.get("default"))
        yield f"| `{name}` | {_takes(field)} | {default} |"


def _takes(field: dict[str, Any]) -> str:
    options = [option for option in field.get("anyOf", [field]) if option.get("type") != "null"]
    words = " or ".join(_kind(option) for option in options)
    about = field.get("description") or next((each["description"] for each in options if "description" in each), "")
    return f"{words}: {about[0].lower()}{about[1:].rstrip('.')}" if about else words


def _kind(option: dict[str, Any]) -> str:
    if "enum" in option:
        return ", ".join(f"`{word}`" for word in option["enum"])
    if option.get("type") == "array":
        return f"list of 1 to {option['maxItems']}"
    if option.get("type") == "object":
        return f"up to {option['maxProperties']} texts by name"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}[option["type"]]


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f'`"{value}"`' if value == "" else f"`{value}`"


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]))
