"""The API's document, OpenAPI 3.1, made from the operations themselves.

Each operation brings its address, schemas, scope and codes; nothing here knows any of them by name. The same text
stands in ``docs/reference/openapi.json``, which a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec
from apispec import APISpec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from panel_refunds import __version__
from panel_refunds.errors import CODES
from panel_refunds.web.answers.upkeep import ProblemView
from panel_refunds.web.api import ALL, PREFIX
from panel_refunds.web.api_keys import SCOPES, SCOPES_OF_CUSTOMERS
from panel_refunds.web.operation import Fetch, Operation, Read, Write, first_sentence
from panel_refunds.web.problems import MEDIA_TYPE
from panel_refunds.web.reply import JSON

_ALWAYS = (
    "not_signed_in",
    "not_allowed",
    "not_found",
    "site_excluded",
    "field_unknown",
    "field_invalid",
    "invalid_request",
    "locked",
)
_WRITES = (
    "idempotency_key_missing",
    "idempotency_key_reused",
    "in_progress",
    "field_missing",
    "media_type_unknown",
    "body_too_large",
)
_DESCRIPTION = """The refund department of a reseller panel: deposits, orders, refund requests and their review.

Amounts are decimal strings, ids carry a prefix and sort by time, times are UTC. A key belongs to one tenant and carries
scopes. Every write needs an `Idempotency-Key`: the same key with the same request is done once and answered alike, with
the header `Idempotent-Replayed: true`. What is refused changes nothing and is answered with a stable `code`."""


@lru_cache(maxsize=8)
def document(root: str = "") -> bytes:
    """The document as JSON, of an API that is mounted at ``root``."""
    return msgspec.json.format(msgspec.json.encode(describe(root)), indent=2)


def describe(root: str = "") -> dict[str, Any]:
    """The document as a value."""
    names, schemas = _schemas()
    spec = APISpec(
        title="Refunds",
        version=__version__,
        openapi_version="3.1.0",
        info={"description": _DESCRIPTION},
        servers=[{"url": root + PREFIX}],
        security=[{"key": []}],
        tags=[{"name": name} for name in dict.fromkeys(operation.tag for operation in ALL)],
    )
    scopes = "; ".join(f"`{name}`: {text}" for name, text in {**SCOPES, **SCOPES_OF_CUSTOMERS}.items())
    spec.components.security_scheme(
        "key", {"type": "http", "scheme": "bearer", "description": f"An API key of the tenant. Scopes: {scopes}."}
    )
    for name, schema in schemas.items():
        spec.components.schema(name, schema)
    for kind, always in (("Read", _ALWAYS), ("Write", (*_ALWAYS, *_WRITES))):
        for status, codes in _by_status(always).items():
            spec.components.response(f"{kind}{status}", _refusal(codes))
    for operation in ALL:
        spec.path(operation.path, operations={operation.method.lower(): _operation(operation, names)})
    described: dict[str, Any] = spec.to_dict()
    return described


def _operation(operation: Operation, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "description": f"Needs the scope `{operation.scope}`.",
        "parameters": _parameters(operation),
        "responses": _responses(operation, names),
    }
    if isinstance(operation, Write):
        content = {JSON: {"schema": {"$ref": _ref(names[operation.body])}}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]
    if not isinstance(operation, Write):
        return found + _query(operation)
    found.append(
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "8 to 200 visible ASCII characters; the same key is the same write.",
            "schema": {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]{8,200}$"},
        }
    )
    return found


def _query(operation: Read | Fetch) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    schema = operation.query.model_json_schema()
    described = []
    for name, field in schema["properties"].items():
        kind = {key: value for key, value in field.items() if key not in ("title", "description")}
        one = {"name": name, "in": "query", "required": False, "schema": _without_null(kind)}
        if "description" in field:
            one["description"] = field["description"]
        described.append(one)
    return described


def _without_null(kind: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is left out, never null."""
    options = [option for option in kind.get("anyOf", []) if option != {"type": "null"}]
    if len(options) != 1:
        return kind
    rest = {key: value for key, value in kind.items() if key not in ("anyOf", "default")}
    return {**rest, **options[0]}


def _responses(operation: Operation, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    status = operation.status if isinstance(operation, Write) else 200
    kind, always = ("Write", (*_ALWAYS, *_WRITES)) if isinstance(operation, Write) else ("Read", _ALWAYS)
    common = _by_status(always)
    refusals = {
        str(refused): {"$ref": f"#/components/responses/{kind}{refused}"}
        if codes == common.get(refused)
        else _refusal(codes)
        for refused, codes in _by_status((*always, *operation.codes)).items()
    }
    return {str(status): _good(operation, names), **refusals}


def _good(operation: Operation, names: dict[type[BaseModel], str]) -> dict[str, Any]:
    if isinstance(operation, Fetch):
        content = {
            media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in operation.media_types
        }
        return {"description": "The file.", "content": content}
    content = {JSON: {"schema": {"$ref": _ref(names[operation.answer])}}}
    return {"description": first_sentence(operation.answer), "content": content}


def _by_status(codes: Sequence[str]) -> dict[int, list[str]]:
    """Codes by their HTTP status, lowest first."""
    found: dict[int, list[str]] = {}
    for code in dict.fromkeys(codes):
        found.setdefault(CODES[code].status, []).append(code)
    return dict(sorted(found.items()))


def _refusal(codes: Sequence[str]) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemView"}}}
    return {"description": f"Refused: {', '.join(f'`{code}`' for code in codes)}", "content": content}


def _schemas() -> tuple[dict[type[BaseModel], str], dict[str, Any]]:
    """Every schema by its name, and the name of every model that an operation takes or gives."""
    bodies = [operation.body for operation in ALL if isinstance(operation, Write)]
    answers: list[type[BaseModel]] = [
        ProblemView,
        *(operation.answer for operation in ALL if not isinstance(operation, Fetch)),
    ]
    models: list[tuple[type[BaseModel], Any]] = [(model, "validation") for model in dict.fromkeys(bodies)]
    models += [(model, "serialization") for model in dict.fromkeys(answers)]
    refs, found = models_json_schema(models, ref_template="#/components/schemas/{model}")
    names = {model: refs[model, mode]["$ref"].rpartition("/")[2] for model, mode in models}
    return names, found["$defs"]


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"
