"""Gateways: which of them are stopped, and stopping or starting one."""

from __future__ import annotations

from panel_refunds.flows.stop_gateway import start_gateway, stop_gateway
from panel_refunds.web.answers.gateways import GatewaysView, GatewayView, show_gateway, show_gateways
from panel_refunds.web.fields import Given, Person, Text
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "gateways"


class ReasonGiven(Given):
    """Who stops or starts it, and why."""

    by: Person
    text: Text


def show_all(call: Call, _asked: Given) -> GatewaysView:
    """The tenant's gateways, and which of them are stopped."""
    return show_gateways(call)


def stop(call: Call, body: ReasonGiven) -> str:
    """Stop a gateway: nothing is sent through it until a person starts it."""
    return stop_gateway(call.desk, call.path["gateway"], by=body.by, text=body.text).gateway


def start(call: Call, body: ReasonGiven) -> str:
    """Start a stopped gateway: what waits for it is due at once."""
    start_gateway(call.desk, call.path["gateway"], by=body.by, text=body.text)
    return call.path["gateway"]


def _again(call: Call, _body: Given, _subject: str) -> str:
    return call.path["gateway"]


OPERATIONS = (
    Read("/gateways", "list_gateways", "read", show_all, GatewaysView, tag=TAG),
    Write(
        "/gateways/{gateway}/stop",
        "stop_gateway",
        "admin",
        stop,
        show_gateway,
        GatewayView,
        ReasonGiven,
        again=_again,
        codes=("reason_needed", "role_needed"),
        tag=TAG,
    ),
    Write(
        "/gateways/{gateway}/start",
        "start_gateway",
        "admin",
        start,
        show_gateway,
        GatewayView,
        ReasonGiven,
        again=_again,
        wakes=True,
        codes=("gateway_not_stopped", "reason_needed", "role_needed"),
        tag=TAG,
    ),
)
