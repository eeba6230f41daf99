"""What a gateway promises of payments by one method. The core believes it, so every field says what to write in doubt.

Each promise is one that the core acts on when something went wrong: it sends the same again because a key is surely
known, it gives money back because a list surely showed everything. So in doubt an adapter promises less. Then a person
sends, or the core asks and waits longer, and nothing is paid twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from panel_refunds.money import Money


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a gateway can do with payments of one method, as `capabilities(method)` says it. Asked often, and believed.

    Sending is ``automatic`` only when the refund is native, the original destination is guaranteed, and a repeated send
    is recognised, by ``dedupe`` or a look-up. Everything else becomes a person's task. The fields have defaults for a
    gateway with idempotency keys; read every one of them all the same, because a default is a promise too.
    """

    refund: Literal["native", "payout", "manual"] = "native"
    """How money goes back: the vendor refunds the payment itself (``native``), it only pays out to an account that
    somebody names (``payout``), or there is no API for it (``manual``). The last two are a person's task. In doubt:
    ``manual``."""
    destination: Literal["original_guaranteed", "gateway_decides", "caller_supplied"] = "original_guaranteed"
    """Where a refund of this method arrives: surely at the account that paid, wherever the vendor likes (a balance, a
    voucher, another card), or where we say. Only the first is sent without a person. In doubt: ``gateway_decides``."""
    partial: bool = True
    """Whether less than the whole payment can go back, and more than once. In doubt: ``False``."""
    max_refunds: int | None = None
    """How many refunds a payment can have, those made by others included; None where nobody counts. A number that is
    too small costs a person's time, one that is too large a refusal. In doubt: what the documentation says, or None."""
    min_refund: Money | None = None
    """The least amount of a refund; None where every payable amount goes. In another currency than the refund's it says
    nothing. In doubt: None, and ``amount_too_small`` among the refusals."""
    dedupe: Literal["key", "client_ref", "one_per_payment", "none"] = "key"
    """How the vendor recognises that the same refund is asked for again: by an idempotency ``key`` that it knows for
    ``dedupe_lifetime``; by an id that we choose and that stays taken for ever (``client_ref``); because a payment has
    one refund at most (``one_per_payment``); or not. With ``none`` nothing is ever sent a second time under the same
    attempt. A key whose repetition may be answered by a second refund is none. In doubt: ``none``."""
    dedupe_lifetime: timedelta | None = timedelta(hours=24)
    """For how long after the first send a repeated ``key`` is surely known; None for ever. The core stops an hour
    earlier. Of the other kinds of ``dedupe`` it says nothing, and is None for ``none``. In doubt: less; too long pays
    twice."""
    lookup: Literal["by_attempt", "by_payment", "by_name", "none"] = "by_attempt"
    """How an attempt is found again: the list of the payment's refunds tells our attempt's id (``by_attempt``) or only
    amounts (``by_payment``); there is no such list, and the vendor is asked for the one name that we gave the refund
    (``by_name``, since 1.1, with ``FindsAttempts``: then ``find_refunds`` is never complete, and what others paid back
    is not seen); or not at all. In doubt, if the id may be lost or cut: ``by_payment``."""
    lookup_lag: timedelta = timedelta(0)
    """For how long after it was made a refund may be missing in that list (a search index, a replica). Before that
    nothing is taken for absent, and no hint for settled. In doubt: more, some minutes; too short sends again what
    ran."""
    longest_processing: timedelta = timedelta(days=30)
    """For how long a request may be under way at the vendor until it has succeeded or failed. Afterwards a refund that
    is in no list never will be: once the key is forgotten too, a complete list without the attempt lets the core make a
    new one. In doubt: more; too short pays twice."""
    answers: Literal["sync", "async"] = "sync"
    """Whether the answer to ``create_refund`` says how the refund ended, or is ``pending`` first as a rule. The core
    asks again either way; the conformance kit takes ``pending`` from ``async`` only. In doubt: ``async``."""
    late_failure: bool = True
    """Whether a refund that had succeeded may fail afterwards, because a bank sends it back. The core books it either
    way; the kit tries it where it is promised. In doubt: ``True``."""
    fee: Literal["reported", "told", "none"] = "reported"
    """Who says what the payment cost: ``get_payment`` does (``reported``, in the payment's currency), the panel does
    with the deposit (``told``), or there is none. In doubt, and where it comes in another currency: ``told``."""
    fee_lag: timedelta = timedelta(hours=1)
    """How long after the payment a ``reported`` fee may still be missing; nothing when it is there at once. A fee that
    is not there is None, never zero. In doubt: more; a refund waits for its fee."""
    verifies: bool = False
    """Whether ``get_payment`` can be believed before a deposit is credited: that it was captured, its amount and
    currency. In doubt: ``False``; then the panel's word counts, as it did before."""
    refund_window: timedelta | None = None
    """For how long after ``paid_at`` a payment can be refunded; None for ever. Afterwards it is a person's task, before
    anything is sent. In doubt: None, and ``window_expired`` among the refusals."""
    webhooks: bool = False
    """Whether the vendor tells of changes by itself and ``parse_webhook`` reads it. They are hints; without them the
    core polls. In doubt: ``False``."""
    webhook_events: tuple[str, ...] = ()
    """The events to choose where webhooks are set up, in the vendor's words; an operator is shown them. In doubt: all
    about refunds, payments and disputes."""
    webhook_auth: Literal["secrets", "one_secret", "certificate", "password", "none"] = "none"
    """How a delivery proves itself: by one of several ``secrets`` (so that one can be rolled), by ``one_secret``, by a
    ``certificate`` of the vendor's, or by a ``password`` that says who sent it and nothing of what it says (since
    1.1). ``none`` means that there are no webhooks. In doubt: no webhooks."""
    fingerprints: bool = False
    """Whether ``PaymentFacts.fingerprint`` names the account that paid: the same for the same card or wallet, another
    for another. Fraud checks compare it. In doubt: ``False``; one that is shared by strangers accuses them."""
    currencies: tuple[str, ...] | None = None
    """All currencies that it refunds in; None where any may be tried. A payment in another one is a person's task. In
    doubt: those whose digits the documentation tells, and no other."""
    disputes: bool = False
    """Whether it tells of disputes: ``PaymentFacts.dispute`` is true, and ``get_dispute`` answers
    (``WatchesPayments``). Without, nobody knows of a dispute unless the panel tells it. In doubt: ``False``."""
    early_warnings: bool = False
    """Whether ``find_warnings`` tells what banks call fraud before there is a dispute (``WatchesPayments``). In doubt:
    ``False``."""
    change_feed: bool = False
    """Whether ``list_changes`` tells everything that changed since a moment, in pages, with nothing left out; the
    comparison of the books begins there. In doubt: ``False``; then payment by payment is compared."""
    knows_float: bool = False
    """Whether ``available_float`` tells how much the account has for refunds; a refund that is not covered waits. In
    doubt: ``False``; the vendor refuses with ``insufficient_balance``, and it waits as well."""
    sandbox: bool = False
    """Whether the account has play money, by its key or its settings. Only live gateways need a certificate, and when
    the books are compared a payment of the other mode (``PaymentFacts.live``) is told to a person. In doubt:
    ``False``."""

    @property
    def automatic(self) -> bool:
        """Whether the core may send by itself; otherwise an operator pays by hand."""
        recognised = self.dedupe != "none" or self.lookup != "none"
        return self.refund == "native" and self.destination == "original_guaranteed" and recognised
