"""The finance desk."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.shown.shown import Shown, fill, send
from tests.browser.world import World

ANA, KIM, MAX = "finance-ana", "operator-kim", "approver-max"


def _tick_all(page: Page, world: World) -> None:
    for box in page.locator("form[action$='/approvals/check'] input[type=checkbox]").all():
        box.check()
    page.click("form[action$='/approvals/check'] button")


def _approve_a_list(page: Page, world: World) -> None:
    asked = [world.another("12.00"), world.another("19.50")]
    page.reload()
    for request in asked:
        page.check(f"input[value='{request}']")
    page.click("form[action$='/approvals/check'] button")
    page.click("form[action$='/approvals'] button")


def _another(path: str):
    return lambda world: path.format(world.another())


def _search(page: Page, _world: World) -> None:
    page.fill("#search-text", "5100")
    page.click("search button")


DESK = (
    Shown(
        "desk",
        "desk",
        ANA,
        "/desk",
        ("requests to decide", "1 request is overdue.", "Rules: approve", "Waiting for the customer"),
        "The queue: due first, overdue red, what waits for customers apart",
    ),
    Shown("desk-dark", "desk", ANA, "/desk", ("requests to decide",), "The queue at night", dark=True),
    Shown("desk-paid", "desk", ANA, "/desk?show=paid", ("Paid", "omar"), "What was paid"),
    Shown(
        "desk-search", "desk_search", ANA, "/desk", ("5100",), "Found by the last four digits of a card", steps=_search
    ),
    Shown(
        "desk-request",
        "desk_request",
        ANA,
        "/desk/requests/{in_review}",
        ("$60.00 back to lara", "If it is approved", "$58.25 arrives.", "What the policy says", "Conversation"),
        "A request: the exact effect, the findings with their clauses, and everything that was said",
    ),
    Shown(
        "desk-request-declined",
        "desk_request",
        ANA,
        "/desk/requests/{declined}",
        ("Declined", "It is closed"),
        "A request that was declined",
    ),
    Shown(
        "desk-request-offer",
        "desk_request",
        ANA,
        "/desk/requests/{offer}",
        ("back to kenji",),
        "More was asked for than can go back",
    ),
    Shown(
        "desk-request-one-yes",
        "desk_request",
        MAX,
        "/desk/requests/{one_yes}",
        ("Approved so far", "finance-ana"),
        "Four eyes: one yes is there, another is needed",
        tenant="lumenreach",
    ),
    Shown(
        "desk-approve",
        "desk_approve",
        ANA,
        "/desk/requests/{in_review}/approve",
        ("Approve a refund to lara",),
        "Approving: as recommended, or less with a reason",
    ),
    Shown(
        "desk-approve-wrong",
        "desk_approve",
        ANA,
        "/desk/requests/{in_review}/approve",
        ("Nothing was done",),
        "More than there is",
        steps=fill(amount="99999"),
        status=422,
    ),
    Shown(
        "desk-approve-check",
        "desk_approve",
        ANA,
        "/desk/requests/{in_review}/approve",
        ("Check before you approve", "Approve and send $58.25"),
        "The effect before the button",
        steps=send,
    ),
    Shown(
        "desk-approved",
        "desk_approve_send",
        ANA,
        _another("/desk/requests/{}/approve"),
        ("Approved. The refund is on its way",),
        "It is approved",
        steps=lambda page, world: (send(page, world), send(page, world)),
    ),
    Shown(
        "desk-decline",
        "desk_decline",
        ANA,
        "/desk/requests/{in_review}/decline",
        ("Decline the request of lara",),
        "Declining, with a reason and templates for it",
    ),
    Shown(
        "desk-decline-wrong",
        "desk_decline",
        ANA,
        "/desk/requests/{in_review}/decline",
        ("A decline needs a reason that the customer can read.",),
        "Declining without a reason",
        steps=send,
        status=422,
    ),
    Shown(
        "desk-ask", "desk_ask", ANA, "/desk/requests/{in_review}/ask", ("Ask lara something",), "Asking the customer"
    ),
    Shown(
        "desk-bulk",
        "desk_bulk",
        ANA,
        "/desk",
        ("What happens in all", "Each by itself"),
        "Approving what the rules recommend, each by itself",
        steps=_tick_all,
    ),
    Shown(
        "desk-bulk-done",
        "desk_bulk_send",
        ANA,
        "/desk",
        ("2 of 2 approved",),
        "What became of each",
        steps=_approve_a_list,
    ),
    Shown(
        "desk-customer",
        "desk_customer",
        ANA,
        "/desk/customers/{customer}",
        ("Customer maria", "Could go back today", "Orders"),
        "A customer with everything of theirs",
    ),
    Shown(
        "desk-payment",
        "desk_payment",
        ANA,
        "/desk/deposits/{deposit}/payment",
        ("As stripe has it",),
        "The payment as the gateway has it now",
    ),
    Shown(
        "desk-dispute",
        "desk_dispute",
        ANA,
        "/desk/deposits/{disputed}/dispute",
        ("Disputed",),
        "A payment that the bank contests",
    ),
    Shown(
        "desk-tasks",
        "desk_tasks",
        KIM,
        "/desk/tasks",
        ("Nobody knows whether it was paid", "To be paid or looked at by hand", "Words nobody knew"),
        "What waits for a person",
    ),
    Shown(
        "desk-refund-by-hand",
        "desk_refund",
        KIM,
        "/desk/refunds/{refund_by_hand}",
        ("You paid it by hand?", "Reference of the payment"),
        "A payout by hand: the reference is required",
    ),
    Shown(
        "desk-payout-wrong",
        "desk_payout",
        KIM,
        "/desk/refunds/{refund_by_hand}",
        ("Nothing was done",),
        "A payout without a reference",
        steps=lambda page, _world: page.click("form[action$='/payout'] button"),
        status=422,
    ),
    Shown(
        "desk-refund-unknown",
        "desk_refund",
        KIM,
        "/desk/refunds/{refund_unknown}",
        ("Tries at the gateway",),
        "An outcome that nobody knows, with its evidence",
    ),
    Shown("desk-refund-paid", "desk_refund", KIM, "/desk/refunds/{refund_paid}", ("Paid",), "A refund that was paid"),
    Shown(
        "desk-gateway",
        "desk_gateway",
        KIM,
        "/desk/gateways/manual",
        ("The bank's pages are down until noon.",),
        "A gateway that somebody stopped",
    ),
    Shown(
        "desk-letter",
        "desk_letter",
        KIM,
        "/desk/letters/{letter}",
        ("A message that did not arrive", "the disk is full"),
        "A message that did not arrive",
    ),
    Shown(
        "desk-word",
        "desk_word",
        KIM,
        "/desk/words/{word}",
        ("What does “perplexed” mean?",),
        "A provider's word that nobody knew",
    ),
    Shown(
        "desk-order",
        "desk_order",
        KIM,
        "/desk/orders/{order_word}",
        ("Order of nina",),
        "An order that waits for a person",
    ),
    Shown("desk-keyboard", "desk_keyboard", ANA, "/desk/keyboard", ("A key only opens a page.",), "The keys"),
    Shown(
        "desk-keys",
        "desk_keyboard",
        ANA,
        "/desk",
        ("A key only opens a page.",),
        "The keys, over the queue",
        steps=lambda page, _world: page.keyboard.press("?"),
    ),
    Shown(
        "desk-refused",
        "desk_request",
        ANA,
        "/desk/requests/{their_request}",
        ("That cannot be done",),
        "What is not there, or another brand's",
        status=404,
    ),
)
