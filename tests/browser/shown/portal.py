"""The customer's pages, in every state of a request."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.one_browser import NOBODY, sign_in_token
from tests.browser.shown.shown import Shown, fill
from tests.browser.world import MARIA, World


def _ask_for_all(page: Page, world: World) -> None:
    fill(amount="75.00", text="I pay for my phone bill with it.")(page, world)


def _request(name: str, customer: str, key: str, words: tuple[str, ...], about: str) -> Shown:
    return Shown(f"request-{name}", "request", customer, f"/requests/{{{key}}}", words, about)


PORTAL = (
    Shown(
        "enter",
        "enter",
        NOBODY,
        lambda world: f"/enter/{sign_in_token(world.house, 'tom')}",
        ("Your balance and refunds", "Continue"),
        "The panel sends its customer here; where scripts run it is passed unseen",
        scripts=False,
    ),
    Shown(
        "balance",
        "balance",
        MARIA,
        "/",
        ("You can take back", "Ask until", "hours", "would arrive there", "Bonus"),
        "What can go back today, of which deposit, until when",
    ),
    Shown(
        "balance-ar",
        "balance",
        MARIA,
        "/",
        ("Mastercard •••• 5100",),
        "The same in Arabic, from the right",
        language="ar",
    ),
    Shown("balance-dark", "balance", MARIA, "/", ("You can take back",), "The same at night", dark=True),
    Shown(
        "signed-out",
        "balance",
        NOBODY,
        "/",
        ("Please sign in again", "Go to your account"),
        "Nobody is signed in, or the session is over",
        status=401,
    ),
    Shown("balance-empty", "balance", "tom", "/", ("There is nothing on your balance yet",), "Nothing was paid in yet"),
    Shown(
        "balance-nothing",
        "balance",
        "gone",
        "/",
        ("Nothing can go back today", "Clause 6.1"),
        "Nothing can go back, and the clause that says so",
    ),
    Shown(
        "ask",
        "ask",
        MARIA,
        "/ask",
        ("Ask for a refund", "Amount in USD", "What it is about"),
        "Asking, with the most that can go back filled in",
    ),
    Shown(
        "ask-quote",
        "ask_quote",
        MARIA,
        "/ask",
        ("leaves your balance",),
        "While one types, the page says what would arrive",
        steps=lambda page, world: (page.fill("#amount", "40"), page.wait_for_selector("#quote p")),
    ),
    Shown(
        "ask-wrong",
        "ask_check",
        MARIA,
        "/ask",
        ("There is a problem",),
        "Something is wrong: what, where, and nothing typed is lost",
        steps=fill(amount="a lot"),
        status=422,
    ),
    Shown(
        "ask-check",
        "ask_check",
        MARIA,
        "/ask",
        ("Check your request", "Leaves your balance", "Fees that are kept", "We answer by"),
        "Check your answers: every line before anything is sent",
        steps=_ask_for_all,
    ),
    Shown(
        "ask-check-more",
        "ask_check",
        MARIA,
        "/ask",
        ("That is more than can go back.",),
        "More was asked for than can go back",
        steps=fill(amount="500"),
    ),
    Shown("requests", "requests", MARIA, "/requests", ("Your requests", "Paid"), "All requests"),
    _request(
        "in-review",
        "lara",
        "in_review",
        ("In review", "We answer by September 8, 2026"),
        "In review, with the day by which we answer",
    ),
    _request("overdue", "ivan", "overdue", ("are late",), "In review, and we are late"),
    _request(
        "question",
        "noor",
        "question",
        ("Waiting for you", "Which of your two cards"),
        "We asked something and wait for the customer",
    ),
    _request("offer", "kenji", "offer", ("Our offer", "Accept $50.00"), "Less can go back than was asked: an offer"),
    _request("missing", "rosa", "missing", ("Something is missing",), "Something is missing before we can look at it"),
    _request(
        "approved", "ruth", "by_hand", ("Approved", "handed to the payment service"), "Approved, not handed over yet"
    ),
    _request("queued", "xena", "queued", ("waiting for funds",), "Approved, the gateway waits for funds"),
    _request(
        "sending", "uma", "sending", ("Being sent", "It is sent once"), "Being sent, the gateway has not confirmed it"
    ),
    _request(
        "sent", "pavel", "sent", ("Sent", "It should arrive between"), "Sent, with the days on which it should arrive"
    ),
    Shown(
        "request-sent-ar",
        "request",
        "pavel",
        "/requests/{sent}",
        ("Visa •••• 4242",),
        "The same in Arabic",
        language="ar",
    ),
    _request(
        "paid",
        "omar",
        "paid",
        ("Paid", "It should arrive between", "Reference for your bank"),
        "Paid, with the reference for the bank",
    ),
    _request("arrived", "felix", "arrived", ("It should have arrived",), "Done"),
    _request("declined", "dora", "declined", ("Declined", "The card was reported"), "Declined, with the reason"),
    _request(
        "failed",
        "walt",
        "failed",
        ("Did not go through", "Ask again"),
        "The gateway refused it: the money is on the balance again",
    ),
    _request("failed-later", "yuki", "failed_later", ("Did not go through",), "It came back days after it was sent"),
    _request("withdrawn", "vera", "withdrawn", ("Withdrawn",), "Taken back by the customer"),
    _request(
        "stopped",
        "tess",
        "stopped",
        ("Not sent", "The account was terminated"),
        "Stopped before it was sent, because the account ended",
    ),
    Shown(
        "withdraw",
        "withdraw",
        "lara",
        "/requests/{in_review}/withdraw",
        ("Take the request back?",),
        "Taking a request back",
    ),
    Shown(
        "reply-wrong",
        "reply",
        "noor",
        "/requests/{question}",
        ("There is a problem",),
        "A reply without words",
        steps=lambda page, _world: page.click("form[action$='/reply'] button"),
        status=422,
    ),
    Shown(
        "receipt",
        "receipt",
        "omar",
        "/requests/{paid}/receipt",
        ("Refund receipt", "Total that arrives"),
        "The receipt, to print",
    ),
    Shown("orders", "orders", MARIA, "/orders", ("Your orders", "came back"), "Orders, and what came back of them"),
    Shown(
        "order-partial",
        "order",
        MARIA,
        "/orders/{order_partial}",
        ("Partly delivered", "Clause 3.2b"),
        "A part was not delivered, its price came back",
    ),
    Shown("order-pending", "order", MARIA, "/orders/{order_pending}", ("Not started",), "An order that has not begun"),
    Shown("cancel", "cancel", MARIA, "/orders/{order_pending}/cancel", ("Cancel this order?",), "Asking to cancel it"),
    Shown(
        "policy",
        "policy",
        MARIA,
        "/policy",
        ("Refund policy", "In force since August 29, 2025", "2.2"),
        "The policy, made from the configuration",
    ),
    Shown(
        "policy-public",
        "policy_version",
        NOBODY,
        "/policy/default@2025-08-29",
        ("Refund policy",),
        "The policy for everybody, on a wide screen",
        wide=True,
    ),
    Shown(
        "missing",
        "request",
        MARIA,
        "/requests/rr_01m8m0hvc7e5c9a86exkd9txg8",
        ("There is no such page",),
        "An address with a mistake in it, or somebody else's",
        status=404,
    ),
    Shown(
        "balance-brand",
        "balance",
        "lumen-mara",
        "/",
        ("You can take back",),
        "Another brand, from the same service",
        tenant="lumenreach",
    ),
    Shown(
        "balance-sadaf",
        "balance",
        "hessa",
        "/",
        ("You can take back",),
        "A third brand, with a head, letters and colours of its own",
        tenant="sadaf",
    ),
    Shown(
        "balance-sadaf-ar",
        "balance",
        "hessa",
        "/",
        ("Visa •••• 4242",),
        "The same in its own language",
        tenant="sadaf",
        language="ar",
    ),
)
