"""A house with two months of history: every kind of customer, a request in every state, every kind of task.

All of it comes through the front door, oldest first, while the clock is moved; then the clock stands still. Tests look
at it and change nothing of it: whoever writes does so in a house of their own.
"""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.house import House
from tests.browser.one_browser import OneBrowser
from tests.browser.staff import hire, invite
from tests.flows.test_checking_files import png
from tests.web.letters import bury_some
from tests.web.panel import Panel

from panel_refunds.money import Money

NOW = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
VISA, MASTERCARD, PAYPAL = "Visa •••• 4242", "Mastercard •••• 5100", "PayPal"
MARIA = "maria"


@dataclass
class World:
    """``ids`` are what addresses of pages are made with: ``/requests/{in_review}``."""

    house: House
    eyes: OneBrowser
    ids: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def path(self, path: str) -> str:
        """The address with its ids."""
        return path.format_map(self.ids)

    def count(self, what: str) -> int:
        """A number that this was not given before."""
        self.counts[what] += 1
        return self.counts[what]

    def another(self, asked: str = "20.00") -> str:
        """The id of a request that nobody else looks at, for a page that comes after something was done."""
        customer = f"guest-{self.count('guests')}"
        history = History(self)
        history.pays(customer, "50.00", VISA)
        return history.asks(customer, asked)


class History:
    """What happened, told to the API as the panel would."""

    def __init__(self, world: World, tenant: str = "smmpanelus") -> None:
        self.world = world
        self.house = world.house
        self.gateway = world.house.installed.gateway
        self.panel: Panel = world.house.panel(tenant)
        self.currency = world.house.installed.service.desk(tenant).tenant.currency

    def ago(self, **span: float) -> None:
        """The clock shows so long before now; it only goes forward."""
        at = NOW - timedelta(**span)
        assert at >= self.house.installed.at, "history is told oldest first"
        self.house.installed.at = at

    def pays(self, customer: str, amount: str, display: str | None, fee: str | None = "1.75", **other: Any) -> str:
        """A deposit; returns its id."""
        count = self.world.count("payments")
        payment = f"pi_3RtQ{7000 + count * 37}xK"
        money = None if fee is None else Money.of(fee, self.currency)
        self.gateway.take_payment(payment, Money.of(amount, self.currency), fee=money, display=display)
        given = {
            "customer": customer,
            "gateway": "stripe" if self.panel.tenant == "smmpanelus" else "manual",
            "payment": payment,
            "amount": amount,
            "fee": fee,
            "display": display,
            **other,
        }
        return str(self.told("/deposits", {name: value for name, value in given.items() if value is not None})["id"])

    def orders(self, customer: str, charge: str, service: str, quantity: int, *words: Any) -> str:
        """An order, and what its provider said of it since; returns its id."""
        provider = "main" if self.panel.tenant == "smmpanelus" else "north"
        count = self.world.count("orders")
        given = {"customer": customer, "charge": charge, "service": service, "quantity": quantity}
        order = self.told("/orders", {**given, "provider": provider, "provider_ref": str(88_000 + count)})
        for word in words:
            said = word if isinstance(word, dict) else {"status": word}
            self.told("/statuses", {"statuses": [{"order": order["id"], **said}]})
        return str(order["id"])

    def asks(self, customer: str, amount: str | None, text: str = "", **other: Any) -> str:
        """A request; returns its id."""
        subject = "Refund Request" if self.panel.tenant == "smmpanelus" else "Refund"
        given = {"customer": customer, "amount": amount, "subject": subject, "text": text, **other}
        answer = self.told("/requests", {name: value for name, value in given.items() if value is not None})
        return str(answer["id"])

    def approves(self, request: str, *gateway_says: str) -> None:
        """Finance says yes, and the worker sends it; the gateway says this."""
        for word in gateway_says:
            self.gateway.script(word)
        self.told(f"/requests/{request}/approve", {"by": ["finance-ana"]})
        self.panel.work()

    def sends_file(self, request: str, customer: str) -> str:
        """A picture that comes with a reply; returns its id."""
        file = {"name": "statement.png", "type": "image/png", "content": base64.b64encode(png()).decode()}
        given = {"customer": customer, "text": "This is the statement of my bank.", "files": [file]}
        answer = self.told(f"/requests/{request}/reply", given)
        return str(next(each["files"][0]["id"] for each in answer["conversation"] if each["files"]))

    def told(self, path: str, body: Any) -> Any:
        """What the API answers to a write."""
        answer = self.panel.post(path, body)
        assert answer.status < 300, (path, answer)
        return answer.body


def build_world(house: House, eyes: OneBrowser) -> World:
    """The world, with its clock at ``NOW``; who looks at it uses ``eyes``."""
    world = World(house, eyes)
    house.installed.at = NOW - timedelta(days=65)
    history = History(world)
    _long_ago(history)
    _last_fortnight(history)
    _today(history)
    _every_task(history)
    _other_brand(History(world, "lumenreach"))
    History(world, "sadaf").pays("hessa", "15.500", VISA, "0.400")
    house.installed.at = NOW
    world.ids |= {"invitation": invite(house, "support-mila"), "customer": MARIA}
    hire(house, "finance-ana")
    hire(house, "finance-zoe", with_codes=True)
    hire(house, "finance-nora", "sadaf")
    world.ids["key"] = history.panel.get("/keys")["items"][0]["id"]
    return world


def _long_ago(history: History) -> None:
    ids = history.world.ids
    history.ago(days=64)
    history.pays(MARIA, "40.00", PAYPAL, "1.66", method="wallet")
    ids["maria_paid"] = history.asks(MARIA, "10.00", "Half of it was a mistake.")
    history.approves(ids["maria_paid"], "succeeded")
    history.orders(MARIA, "12.50", "Instagram followers, refill 30 days", 5000, "In progress", "Completed")
    history.pays("felix", "60.00", VISA)
    ids["arrived"] = history.asks("felix", "45.00", "I do not need it any more.")
    history.ago(days=63)
    history.approves(ids["arrived"], "succeeded")
    history.ago(days=30)
    history.pays("gone", "30.00", VISA)
    history.told("/accounts/gone/terminate", {"cause": "Resold stolen cards.", "by": "operator-kim"})
    history.pays("tess", "25.00", VISA)
    ids["stopped"] = history.asks("tess", "25.00")
    history.approves(ids["stopped"], "not_executed")
    history.told("/accounts/tess/terminate", {"cause": "Resold stolen cards.", "by": "operator-kim"})


def _last_fortnight(history: History) -> None:
    ids = history.world.ids
    history.ago(days=13, hours=6)
    ids["deposit_ending"] = history.pays(MARIA, "40.00", MASTERCARD, "1.46")
    history.pays("ivan", "50.00", VISA)
    history.orders(MARIA, "9.00", "YouTube views, slow", 10_000, "In progress", {"status": "Partial", "remains": 4000})
    history.ago(days=12)
    ids["overdue"] = history.asks("ivan", "35.00", "Wrong panel, sorry.")
    history.ago(days=9)
    history.pays("lara", "80.00", VISA)
    history.pays("omar", "50.00", MASTERCARD)
    ids["paid"] = history.asks("omar", "30.00")
    history.approves(ids["paid"], "succeeded")
    history.pays("dora", "45.00", VISA)
    ids["declined"] = history.asks("dora", "45.00", "Take it all back please.")
    text = "The card was reported by its bank last week. Please write to the bank first."
    history.told(f"/requests/{ids['declined']}/decline", {"by": "finance-ana", "text": text})
    history.pays("vera", "45.00", VISA)
    ids["withdrawn"] = history.asks("vera", "20.00")
    history.told(f"/requests/{ids['withdrawn']}/withdraw", {"customer": "vera"})
    history.ago(days=6)
    history.pays("yuki", "50.00", VISA)
    ids["failed_later"] = history.asks("yuki", "20.00")
    history.approves(ids["failed_later"], "pending")
    attempt = history.panel.get(f"/requests/{ids['failed_later']}")["refunds"][0]["attempts"][0]["id"]
    history.gateway.later(attempt, "failed")
    history.ago(days=4)
    history.panel.work()
    was, gateway = history.gateway._capabilities, history.gateway
    gateway._capabilities = replace(was, refund="manual")
    history.pays("ruth", "50.00", "Bank transfer")
    ids["by_hand"] = history.asks("ruth", "32.00")
    history.approves(ids["by_hand"])
    gateway._capabilities = was


def _today(history: History) -> None:
    ids = history.world.ids
    history.ago(days=3)
    ids["deposit"] = history.pays(MARIA, "50.00", VISA)
    ids["order_partial"] = history.orders(
        MARIA, "6.00", "TikTok likes, fast", 2000, "In progress", {"status": "Partial", "remains": 500}
    )
    ids["order_running"] = history.orders(MARIA, "4.00", "Telegram members", 1000, "In progress")
    ids["order_pending"] = history.orders(MARIA, "3.00", "Twitch followers", 400)
    ids["order_canceled"] = history.orders(MARIA, "8.00", "Instagram story views", 3000, "Canceled")
    ids["bonus"] = history.told("/bonuses", {"customer": MARIA, "amount": "5.00", "tied_to": ids["deposit"]})["id"]
    history.pays("noor", "60.00", MASTERCARD, "2.04")
    ids["question"] = history.asks("noor", "40.00", "My shop is closing.")
    history.pays("kenji", "50.00", VISA)
    ids["offer"] = history.asks("kenji", "75.00", "Please send all of it back.")
    history.pays("rosa", "50.00", None)
    history.ago(days=1)
    text = "Which of your two cards did you pay with? The receipt names only the last four digits."
    history.told(f"/requests/{ids['question']}/ask", {"by": "finance-ana", "text": text})
    ids["in_review"] = history.asks("lara", "60.00", "I paid twice by mistake.")
    ids["file"] = history.sends_file(ids["in_review"], "lara")
    ids["missing"] = history.asks("rosa", "20.00", subject="Hello")
    for name, customer, word in (
        ("sent", "pavel", "pending"),
        ("sending", "uma", "unknown"),
        ("failed", "walt", "rejected:account_closed"),
        ("queued", "xena", "rejected:insufficient_balance"),
    ):
        history.pays(customer, "50.00", VISA)
        ids[name] = history.asks(customer, "30.00")
        history.approves(ids[name], word)
    for customer, amount in (("bella", "15.00"), ("carl", "22.40"), ("deniz", "38.00")):
        history.pays(customer, "50.00", MASTERCARD)
        ids[f"request_{customer}"] = history.asks(customer, amount)
    history.pays("leyla", "20.00", VISA, None)
    ids["fee_unknown"] = history.asks("leyla", "20.00")


def _every_task(history: History) -> None:
    ids = history.world.ids
    history.ago(hours=5)
    disputed = history.pays("quinn", "50.00", VISA)
    history.told(f"/deposits/{disputed}/dispute", {"state": "opened"})
    ids["disputed"] = disputed
    history.told("/gateways/manual/stop", {"by": "operator-kim", "text": "The bank's pages are down until noon."})
    history.pays("nina", "25.00", MASTERCARD)
    ids["order_word"] = history.orders("nina", "5.00", "Instagram saves", 500, "Perplexed")
    ids["word"] = history.panel.get("/words")["items"][-1]["id"]
    ids["letter"] = bury_some(history.house.installed.service.desk("smmpanelus"))[0]
    for request, name in (("by_hand", "refund_by_hand"), ("sending", "refund_unknown"), ("paid", "refund_paid")):
        ids[name] = history.panel.get(f"/requests/{ids[request]}")["refunds"][0]["id"]


def _other_brand(history: History) -> None:
    """Things of the other brand, of which nobody here may learn."""
    ids = history.world.ids
    history.ago(hours=4)
    ids["their_deposit"] = history.pays("lumen-lena", "120.00", VISA, "2.40")
    ids["their_order"] = history.orders("lumen-lena", "20.00", "Lumen followers", 1000, "Perplexed")
    ids["their_word"] = history.panel.get("/words")["items"][-1]["id"]
    ids["their_request"] = history.asks("lumen-lena", "60.00", "Bitte zurück.")
    ids["their_file"] = history.sends_file(ids["their_request"], "lumen-lena")
    ids["their_key"] = history.panel.get("/keys")["items"][0]["id"]
    ids["their_refund"] = history.panel.get(f"/requests/{ids['their_request']}")["refunds"][0]["id"]
    ids["their_letter"] = bury_some(history.house.installed.service.desk("lumenreach"))[0]
    history.pays("lumen-mara", "40.00", MASTERCARD, "0.90")
    history.pays("lumen-mara", "75.00", VISA, "1.55")
    ids["their_customer"] = "lumen-lena"
    history.pays("lumen-otto", "90.00", MASTERCARD, "1.90")
    ids["one_yes"] = history.asks("lumen-otto", "70.00", "Doppelt bezahlt.")
    history.told(f"/requests/{ids['one_yes']}/approve", {"by": ["finance-ana"]})
