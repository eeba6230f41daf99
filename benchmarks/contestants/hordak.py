"""django-hordak, made safe as a panel would have to: lock the account, look at the balance, transfer.

Runs in an environment of its own that has Django and hordak and nothing of ours. Options: ``host``, ``port``,
``database``, ``customers``; with ``set_up`` the tables and accounts are made first.
"""

from __future__ import annotations

import random
from typing import Any

from benchmarks.clients import Work

APPS = ["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"]


def prepare(options: dict[str, Any]) -> Work:
    _configure(options)
    from django.db import transaction
    from hordak.models import Account
    from moneyed import Money

    if options.get("set_up"):
        _set_up(options["customers"])
    numbers = dict(Account.objects.values_list("name", "id"))
    house = Account.objects.get(name="house")
    dice = random.Random(options["client"])
    price = Money("0.28", "USD")

    def work() -> None:
        with transaction.atomic():
            wanted = numbers[f"customer-{dice.randrange(options['customers'])}"]
            payer = Account.objects.select_for_update().get(id=wanted)
            if payer.get_balance()["USD"] < price:
                raise RuntimeError("overdraft")
            # A liability is paid down by a debit: hordak transfers from the account that is credited.
            house.transfer_to(payer, price, description="order")

    return work


def _configure(options: dict[str, Any]) -> None:
    import django
    from django.conf import settings

    database = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options["database"],
        "USER": "postgres",
        "HOST": options["host"],
        "PORT": options["port"],
    }
    settings.configure(
        INSTALLED_APPS=APPS,
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        DEFAULT_CURRENCY="USD",
        CURRENCIES=["USD"],
        HORDAK_CURRENCIES=["USD"],
    )
    django.setup()


def _set_up(customers: int) -> None:
    from django.core.management import call_command
    from hordak.models import Account
    from moneyed import Money

    call_command("migrate", verbosity=0)
    Account.objects.create(name="house", code="1", type="IN", currencies=["USD"])
    bank = Account.objects.create(name="bank", code="2", type="AS", currencies=["USD"])
    for number in range(customers):
        wallet = Account.objects.create(name=f"customer-{number}", code=str(number + 10), type="LI", currencies=["USD"])
        wallet.transfer_to(bank, Money("1000000", "USD"), description="deposit")
