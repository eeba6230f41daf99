"""The document is made from the operations, is valid, and says what really happens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from tests.web.panel import Installed

from panel_refunds.errors import CODES
from panel_refunds.web.api import ALL
from panel_refunds.web.openapi import describe, document

FILE = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def test_the_document_is_valid_openapi() -> None:
    validate(json.loads(document()))


def test_the_document_beside_the_docs_is_this_one() -> None:
    assert FILE.read_bytes() == document() + b"\n", "run `python -m panel_refunds.web.reference docs/reference`"


def test_every_operation_is_in_it_with_its_refusals() -> None:
    paths = describe()["paths"]

    for operation in ALL:
        described = paths[operation.path][operation.method.lower()]
        assert described["operationId"] == operation.name
        for code in operation.codes:
            response = described["responses"][str(CODES[code].status)]
            assert "$ref" not in response
            assert f"`{code}`" in response["description"]


def test_every_write_wants_its_key() -> None:
    for methods in describe()["paths"].values():
        if "post" in methods:
            names = {parameter["name"] for parameter in methods["post"]["parameters"] if parameter["required"]}
            assert "Idempotency-Key" in names


def test_amounts_are_texts_and_never_numbers() -> None:
    numbers: list[str] = []

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            if node.get("type") == "number":
                numbers.append(path)
            for name, inner in node.items():
                walk(inner, f"{path}.{name}")
        elif isinstance(node, list):
            for inner in node:
                walk(inner, path)

    walk(describe(), "")
    assert numbers == []


# ---------------------------------------------------------------- what it says, tried


def _lived_in(installed: Installed) -> dict[str, str]:
    """A tenant with one of everything, and the ids of it."""
    panel = installed.panel()
    deposit, order = panel.deposit(), panel.order()
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5.00"}).body
    request = panel.request("20.00", files=[{"name": "a.txt", "content": "SGVsbG8="}])
    panel.approve(request)
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})
    panel.post("/staff", {"login": "ana", "name": "Ana", "role": "finance", "by": "operator-olga"})
    return {
        "deposit": deposit["id"],
        "order": order["id"],
        "bonus": bonus["id"],
        "request": request["id"],
        "refund": panel.get(f"/requests/{request['id']}")["refunds"][0]["id"],
        "word": panel.get("/words")["items"][0]["id"],
        "file": request["conversation"][0]["files"][0]["id"],
        "customer": "c1",
        "gateway": "manual",
        "login": "ana",
        "key": panel.post("/keys", {"name": "spare", "scopes": ["read"], "by": "operator-olga"})["key"]["id"],
        "delivery": "out_nobody:mail",
        "secret": panel.secret,
    }


_CHECKS = [
    not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


def _try(installed: Installed, name: str, times: int) -> None:
    """Send what the document allows and what it does not, ``times`` each."""
    ids = _lived_in(installed)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", installed.app)
    operation = schema.find_operation_by_id(name)
    headers = {"authorization": f"Bearer {ids['secret']}", "host": "smmpanelus.com"}
    here = {part: ids[part] for part in re.findall(r"{(\w+)}", operation.path)}
    as_told = settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for mode in GenerationMode:

        @as_told
        @given(operation.as_strategy(generation_mode=mode, path_parameters=here or None))
        def try_it(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=_CHECKS)

        try_it()


_EACH = pytest.mark.parametrize("name", [operation.name for operation in ALL])


@_EACH
def test_whatever_is_sent_the_answer_is_one_that_the_document_names(installed: Installed, name: str) -> None:
    _try(installed, name, 4)


@pytest.mark.long
@_EACH
def test_the_same_with_many_more(installed: Installed, name: str) -> None:
    _try(installed, name, 300)
