"""The controls over HTTP, so that other processes can drive the fake: ``POST /_control/add_charge`` and its kin.

The body of a POST is a JSON object of the arguments; a list under ``args`` stands for those without a name. The answer
is ``{"result": …}``. A mistake is answered with 400 and ``{"error": …}``. ``GET /_control`` lists everything there is.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from panel_refunds.testing.fake_stripe.refusal import RefusalError
from panel_refunds.testing.fake_stripe.story import Story


def offered(story: Story) -> Mapping[str, Callable[..., Any]]:
    """Every control by its path below ``/_control/``."""
    top = (
        *(story.add_charge, story.post_fee, story.fetch, story.script_refunds, story.set_refund_status),
        *(story.refund_in_dashboard, story.refunds_of, story.paid_back, story.all_refunds, story.set_balance),
        *(story.balance, story.when_short, story.open_dispute, story.set_dispute_status, story.warn_of_fraud),
        *(story.add_account, story.make_key, story.revoke_key, story.set_key_lifetime, story.forget_keys),
        *(story.count, story.wait_for_requests, story.wait_until_run),
    )
    faults, hooks = story.faults, story.webhooks
    below_faults = (faults.script, faults.refuse, faults.clear, faults.let_go)
    below_hooks = (
        *(hooks.send_to, hooks.sign_with, hooks.hold, hooks.release, hooks.drop, hooks.drop_next, hooks.send_again),
        *(hooks.pull, hooks.signed, hooks.wait_until_sent),
    )

    def requests() -> Any:
        """Every request to the API, in the order in which they came."""
        return story.requests

    def deliveries() -> Any:
        """Every webhook sent so far and how it was answered."""
        return hooks.deliveries

    def waiting() -> Any:
        """The ids of the events that wait, in the order in which they were written."""
        return hooks.waiting

    return {
        **{control.__name__: control for control in (*top, requests)},
        **{f"faults/{control.__name__}": control for control in below_faults},
        **{f"webhooks/{control.__name__}": control for control in (*below_hooks, deliveries, waiting)},
    }


def make_control(story: Story) -> Starlette:
    """The application behind ``/_control``."""
    controls = offered(story)

    async def index(_request: Request) -> Response:
        return _said({name: _spelled_out(control) for name, control in controls.items()})

    async def call(request: Request) -> Response:
        name = request.path_params["name"]
        control = controls.get(name)
        if control is None:
            return _wrong(f"there is no control {name!r}; GET /_control lists them", 404)
        try:
            positional, named = _arguments(await request.body() if request.method == "POST" else b"", request)
            inspect.signature(control).bind(*positional, **named)
        except (TypeError, ValueError) as problem:
            return _wrong(f"{name}{inspect.signature(control)}: {problem}")
        try:
            return _said(await run_in_threadpool(control, *positional, **named))
        except KeyError as missing:
            return _wrong(f"there is no {missing.args[0]!r} here", 404)
        except (ValueError, TypeError, TimeoutError, RefusalError) as problem:
            return _wrong(str(problem))

    return Starlette(
        routes=[
            Route("/_control", index),
            Route("/_control/", index),
            Route("/_control/{name:path}", call, methods=["GET", "POST"]),
        ],
    )


def _arguments(body: bytes, request: Request) -> tuple[list[Any], dict[str, Any]]:
    """Positional and named arguments: JSON in a body, texts behind a ``?``."""
    given = json.loads(body) if body.strip() else dict(request.query_params)
    if not isinstance(given, dict):
        raise ValueError("the body has to be a JSON object of the arguments")  # noqa: TRY004 - the caller's data
    named = dict(given)
    positional = named.pop("args", [])
    if not isinstance(positional, list):
        raise ValueError("args has to be a list")  # noqa: TRY004 - the caller's data
    for name in ("created_at", "at"):
        if isinstance(named.get(name), str):
            named[name] = datetime.fromisoformat(named[name])
            if named[name].tzinfo is None:
                raise ValueError(f"{name} needs an offset: 2026-03-01T09:00:00+00:00")
    return positional, named


def _said(result: Any) -> Response:
    return Response(json.dumps({"result": result}, default=_plain), media_type="application/json")


def _wrong(text: str, http_status: int = 400) -> Response:
    return JSONResponse({"error": text}, http_status)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be said in JSON")


def _spelled_out(control: Callable[..., Any]) -> dict[str, str]:
    doc = (inspect.getdoc(control) or "").partition("\n")[0]
    return {"arguments": str(inspect.signature(control)), "does": doc}
