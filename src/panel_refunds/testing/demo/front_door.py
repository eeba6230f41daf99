"""The last act: the HTTP service. The excluded blog is turned away, and everybody may try the rest."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from types import FrameType

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.portal_session import make_sign_in_link
from panel_refunds.flows.staff_members import add_staff
from panel_refunds.money import Money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.month.play_month import Lived
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.serving import OpenService
from panel_refunds.testing.demo.stage import BLOG, GATEWAY, HOST, SLUG, Stage

NEW_PAYMENT = Money.of("30.00", "USD")


def turn_away(service: OpenService, screen: Screen, figures: Figures, request_id: str) -> None:
    """The same question at the panel's own host and at its blog, which another policy governs."""
    path = f"/api/v1/requests/{request_id}"
    status, told = service.get(path, host=HOST)
    figures.check(f"HTTP status at {HOST}", status, 200)
    net = figures.check("net over HTTP", told["refunds"][0]["net"], "38.25")
    screen.good(f"GET {path} at {HOST}: {status}, {told['state']}, {net} to the customer")
    status, told = service.get(path, host=BLOG)
    figures.check(f"HTTP status at {BLOG}", status, 421)
    code = figures.check(f"answer at {BLOG}", told["code"], "site_excluded")
    url = figures.check("the policy that does govern it", told["facts"]["policy_url"], f"https://{BLOG}/policy")
    screen.trouble(f"the same at {BLOG}: {status} {code}; its own policy is at {url}")


def stay_open(stage: Stage, service: OpenService, screen: Screen, request_id: str, lived: Sequence[Lived] = ()) -> None:
    """Print what can be tried, and leave the service open until SIGTERM or Ctrl-C."""
    payment = stage.cards.pay("nora", NEW_PAYMENT)
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        stage.clock.run_on()
        screen.gap()
        for line in [*pages_to_open(stage, service, lived), *commands_to_try(service, request_id, payment)]:
            screen.line(line)
        stop.wait()
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def pages_to_open(stage: Stage, service: OpenService, lived: Sequence[Lived]) -> list[str]:
    """Addresses for a browser, brand by brand: a customer comes as if from the panel, the staff chooses passwords."""
    shown = {each.slug: each.face for each in lived} or {SLUG: "maya"}
    lines = ["The pages, for a browser on this machine. A customer's link opens them once, within five minutes:", ""]
    for slug, customer in shown.items():
        at = service.url.replace("127.0.0.1", f"{slug}.localhost")
        lines += [f"{label:<46} {at}{path}" for label, path in _doors(stage.service.desk(slug), customer)] + [""]
    return lines


def _doors(desk: Desk, customer: str) -> Iterator[tuple[str, str]]:
    brand, host = desk.tenant.name, f"{desk.tenant.slug}.localhost"
    token, _ = make_sign_in_link(desk, customer, host)
    yield f"{brand}: {customer.title()}, customer", f"/enter/{token}"
    for login, name, role in (("ana", "Ana", "finance"), ("olga", "Olga", "operator")):
        invited = add_staff(desk, login, name=name, role=role, by="operator-demo")
        yield f"{brand}: {name}, {role}, takes a password", f"/staff/invitation/{invited.token}"
    yield f"{brand}: its policy, for everybody", "/policy"


def commands_to_try(service: OpenService, request_id: str, payment: str) -> list[str]:
    """Lines for another terminal: each works as it is, from top to bottom."""
    who = f"-H \"Authorization: Bearer $KEY\" -H 'Host: {HOST}'"
    told = f'"customer": "nora", "gateway": "{GATEWAY}", "payment": "{payment}", "amount": "30.00"'
    wish = '"customer": "nora", "amount": "all", "subject": "Refund Request"'
    first_id = "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"id\"])'"

    def write(path: str, key: str, body: str) -> str:
        return (
            f"curl -s $API/{path} {who} -H 'Content-Type: application/json' -H 'Idempotency-Key: {key}' -d '{{{body}}}'"
        )

    return [
        "The service stays open until Ctrl-C, and the demo's clock runs on. In another terminal:",
        "",
        f"API={service.url}/api/v1",
        f"KEY={service.key}",
        "",
        "# Maya's refund, every line of it",
        f"curl -s $API/requests/{request_id} {who}",
        "# Nora has paid by card: credit it, see what she could take back, ask for it, approve it, look again",
        write("deposits", "nora-deposit", told),
        f"curl -s $API/customers/nora/quote {who}",
        f"REQUEST=$({write('requests', 'nora-request', wish)} | {first_id})",
        write("requests/$REQUEST/approve", "nora-approval", '"by": ["finance-ana"]'),
        f"curl -s $API/requests/$REQUEST {who}",
        "# another policy governs the blog",
        f"curl -s $API/policy -H 'Host: {BLOG}'",
        "",
        f"All that can be asked: {service.url}/api/v1/openapi.json",
    ]
