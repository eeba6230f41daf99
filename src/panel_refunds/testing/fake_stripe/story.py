"""What a test or a demo says to the fake, and what it may ask: the person at the dashboard, the bank, the issuer.

Everything here takes and gives plain values, so that ``/_control`` can offer the same over HTTP. Objects are named by
their ids, which are unique across accounts and modes; where something new is made, ``account`` and ``livemode`` say
where, by default in test mode of the platform's own account.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Literal

from panel_refunds.testing.fake_stripe import charges, disputes, refunds, settlement
from panel_refunds.testing.fake_stripe.books import Json
from panel_refunds.testing.fake_stripe.charges import Paid, Payer
from panel_refunds.testing.fake_stripe.currencies import check_currency
from panel_refunds.testing.fake_stripe.faults import Faults
from panel_refunds.testing.fake_stripe.webhooks import Webhooks
from panel_refunds.testing.fake_stripe.world import Request, World


class Story:
    """The controls of a world. Its methods may be called from any thread. ``KeyError`` names an id that is nowhere."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def account(self) -> str:
        """The platform's own account, ``acct_…``."""
        return self._world.account

    @property
    def faults(self) -> Faults:
        """What is to go wrong with the next requests."""
        return self._world.faults

    @property
    def webhooks(self) -> Webhooks:
        """Where events go, and how."""
        return self._world.webhooks

    # ---------------------------------------------------------------- payments

    def add_charge(
        self,
        amount: int,
        currency: str = "usd",
        *,
        brand: str = "visa",
        last4: str = "4242",
        fingerprint: str | None = None,
        country: str = "US",
        method: str = "card",
        risk: str = "normal",
        captured: bool = True,
        paid: bool = True,
        metadata: Mapping[str, str] | None = None,
        customer: str | None = None,
        description: str | None = None,
        fee: int | None = None,
        fee_late: bool = False,
        settlement_currency: str | None = None,
        exchange_rate: str | None = None,
        created_at: datetime | None = None,
        account: str | None = None,
        livemode: bool = False,
    ) -> Paid:
        """A payment of ``amount`` smallest units of ``currency``; the ids of its charge and its payment intent.

        ``fee`` is in the settlement currency (None: 2.9 % + 30). With ``fee_late`` there is no balance transaction
        until ``post_fee``. ``settlement_currency`` needs ``exchange_rate``, a decimal in text. A ``method`` other than
        ``card`` makes a charge without a card. ``paid=False`` makes a declined one.
        """
        payer = Payer(brand, last4, fingerprint, country, method, risk, customer)
        with self._world.lock:
            return charges.add_payment(
                self._world.books(account, livemode=livemode),
                amount,
                check_currency(currency),
                payer,
                captured=captured,
                paid=paid,
                metadata=metadata or {},
                description=description,
                fee=fee,
                fee_late=fee_late,
                settlement_currency=settlement_currency,
                exchange_rate=exchange_rate,
                created_at=created_at,
            )

    def post_fee(self, charge: str, fee: int | None = None) -> str:
        """The late balance transaction arrives, with ``charge.updated``; its id."""
        with self._world.lock:
            books, found = self._world.owner_of(charge)
            return str(charges.post_fee(books, charges.charge_of(books, found["id"]), fee)["id"])

    def fetch(self, ref: str) -> Json:
        """A copy of any object as the API would show it."""
        with self._world.lock:
            return deepcopy(self._world.owner_of(ref)[1])

    # ---------------------------------------------------------------- refunds

    def script_refunds(self, *statuses: str, charge: str | None = None) -> None:
        """Let the next refunds (of this charge, else of any) stand at these statuses at first, one each.

        The statuses are ``pending``, ``requires_action``, ``succeeded``, ``failed``, ``canceled``; without a script a
        refund has succeeded. ``ValueError`` for another word.
        """
        for status in statuses:
            if status not in refunds.STATUSES:
                raise ValueError(f"{status!r} is no status of a refund; it is one of {', '.join(refunds.STATUSES)}")
        with self._world.lock:
            self._world.conduct.refund_words.setdefault(charge, deque()).extend(statuses)

    def script_strange_refund(self, status: str = "on_the_moon") -> None:
        """Let the next refund stand at a status that stands in no documentation; what was scripted before comes first.

        ``ValueError`` for one that does.
        """
        if status in refunds.STATUSES:
            raise ValueError(f"{status!r} is a status that everybody knows")
        with self._world.lock:
            self._world.conduct.refund_words.setdefault(None, deque()).append(status)

    def set_refund_status(self, refund: str, status: str, reason: str | None = None) -> None:
        """Let a refund stand at ``status`` from now on, with its events; a succeeded one may still fail.

        ``reason`` is its ``failure_reason`` or ``pending_reason``. ``ValueError`` for what cannot happen at Stripe.
        """
        with self._world.lock:
            books, found = self._world.owner_of(refund)
            refunds.set_status(books, found, status, reason)

    def refund_in_dashboard(self, charge: str, amount: int | None = None, reason: str | None = None) -> str:
        """Somebody refunds by hand, without our metadata; the refund's id. Refused as over the API."""
        with self._world.lock:
            books, found = self._world.owner_of(charge)
            paid = charges.charge_of(books, found["id"])
            return str(refunds.make_refund(books, paid, amount, metadata={}, reason=reason)["id"])

    def refunds_of(self, charge: str) -> tuple[Json, ...]:
        """Every refund of a charge (or intent) there ever was, oldest first, as it stands: the independent read."""
        with self._world.lock:
            books, found = self._world.owner_of(charge)
            paid = charges.charge_of(books, found["id"])
            return tuple(deepcopy(refund) for refund in reversed(books.refunds_of(paid["id"])))

    def paid_back(self, charge: str) -> int:
        """What the refunds of a charge (or intent) that neither failed nor were canceled come to, smallest units."""
        return sum(each["amount"] for each in self.refunds_of(charge) if each["status"] not in refunds.UNDONE)

    def all_refunds(self) -> tuple[Json, ...]:
        """Every refund of every account and mode, oldest first within each."""
        with self._world.lock:
            return tuple(deepcopy(each) for books in self._world.all_books() for each in books.objects["re"].values())

    # ---------------------------------------------------------------- the account's money

    def set_balance(
        self, currency: str, amount: int, *, account: str | None = None, livemode: bool = False
    ) -> list[str]:
        """Set what is available; refunds that waited for money are sent while it lasts. Their ids."""
        with self._world.lock:
            books = self._world.books(account, livemode=livemode)
            books.balance[currency] = amount
            return refunds.send_waiting(books, currency)

    def balance(self, currency: str, *, account: str | None = None, livemode: bool = False) -> int:
        """What is available, smallest units."""
        with self._world.lock:
            return settlement.available(self._world.books(account, livemode=livemode), currency)

    def when_short(self, answer: Literal["pending", "error"]) -> None:
        """What a refund beyond the balance becomes: ``pending``, as at most accounts, or ``error``."""
        if answer not in {"pending", "error"}:
            raise ValueError(f"{answer!r} is not possible: a refund beyond the balance is pending or an error")
        with self._world.lock:
            self._world.conduct.when_short = answer

    # ---------------------------------------------------------------- the bank

    def open_dispute(
        self, charge: str, status: str = "needs_response", *, reason: str = "fraudulent", amount: int | None = None
    ) -> str:
        """The payer disputes; ``warning_needs_response`` makes an inquiry. Pending refunds of it fail. Its id."""
        with self._world.lock:
            books, found = self._world.owner_of(charge)
            paid = charges.charge_of(books, found["id"])
            dispute = disputes.open_dispute(books, paid, status, reason, amount)
            if disputes.blocks_refunds(dispute):
                refunds.fail_disputed(books, paid["id"])
            return str(dispute["id"])

    def set_dispute_status(self, dispute: str, status: str) -> None:
        """Let a dispute stand at ``status``; an inquiry that becomes formal takes the money, a won one returns it."""
        with self._world.lock:
            books, found = self._world.owner_of(dispute)
            disputes.set_status(books, found, status)
            if disputes.blocks_refunds(found):
                refunds.fail_disputed(books, found["charge"])

    def warn_of_fraud(self, charge: str, fraud_type: str = "unauthorized_use_of_card") -> str:
        """The issuer warns early; the warning's id."""
        with self._world.lock:
            books, found = self._world.owner_of(charge)
            paid = charges.charge_of(books, found["id"])
            return str(disputes.warn_of_fraud(books, paid, fraud_type)["id"])

    # ---------------------------------------------------------------- accounts and keys

    def add_account(self, account: str, *, connected: bool = True) -> str:
        """Another account with a test key of its own, which is returned.

        A ``connected`` one can also be reached with the platform's key and ``Stripe-Account``.
        """
        self._world.add_account(account, connected=connected)
        return self.make_key(account=account)

    def make_key(
        self, permissions: Iterable[str] | None = None, *, account: str | None = None, livemode: bool = False
    ) -> str:
        """A new key; restricted to ``permissions`` such as ``charge_write`` or ``dispute_read`` when they are given."""
        with self._world.lock:
            books = self._world.books(account, livemode=livemode)
            return self._world.keys.make(books.account, livemode=livemode, permissions=permissions)

    def revoke_key(self, secret: str) -> None:
        """Let a key open nothing from now on."""
        with self._world.lock:
            self._world.keys.revoke(secret)

    def set_key_lifetime(self, seconds: int) -> None:
        """For how long idempotency keys are remembered."""
        with self._world.lock:
            self._world.idempotency.lifetime = timedelta(seconds=seconds)

    def forget_keys(self) -> None:
        """Forget every answered idempotency key, as if its lifetime were over: the same request runs again."""
        with self._world.lock:
            self._world.idempotency.forget_all()

    # ---------------------------------------------------------------- what happened

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request to the API, in the order in which they came."""
        return self._world.requests()

    def count(self, method: str | None = None, path: str | None = None) -> int:
        """How many requests came, of this method and to this path."""
        return sum(_is(request, method, path) for request in self.requests)

    def wait_for_requests(
        self, count: int, method: str | None = None, path: str | None = None, *, seconds: int = 30
    ) -> None:
        """Come back when so many requests came, of this method and to this path. ``TimeoutError`` after ``seconds``."""
        self._world.wait_for(lambda all_: sum(_is(each, method, path) for each in all_) >= count, seconds)

    def wait_until_run(self, count: int, path: str = "/v1/refunds", *, seconds: int = 30) -> None:
        """Come back when so many POSTs to this path ran to their end. ``TimeoutError`` after ``seconds``."""
        self._world.wait_for(lambda all_: sum(r.executed and _is(r, "POST", path) for r in all_) >= count, seconds)


def _is(request: Request, method: str | None, path: str | None) -> bool:
    return method in {None, request.method} and path in {None, request.path}
