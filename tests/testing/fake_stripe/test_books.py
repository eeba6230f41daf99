"""Ids, and what is nowhere."""

import pytest


def test_ids_of_accounts_and_modes_never_meet(fake):
    fake.add_account("acct_other")
    made = [
        fake.add_charge(1000),
        fake.add_charge(1000),
        fake.add_charge(1000, livemode=True),
        fake.add_charge(1000, account="acct_other"),
    ]

    assert len({ref for paid in made for ref in paid}) == 8
    assert {ref[:3] for paid in made for ref in paid} == {"ch_", "pi_"}


@pytest.mark.parametrize("ref", ["ch_nowhere", "re_nowhere", "nonsense"])
def test_what_is_nowhere_is_named(fake, ref):
    with pytest.raises(KeyError, match=ref):
        fake.fetch(ref)


def test_what_is_fetched_is_a_copy(fake):
    charge, _ = fake.add_charge(5000)

    fake.fetch(charge)["amount"] = 1
    fake.refunds_of(charge)

    assert fake.fetch(charge)["amount"] == 5000
