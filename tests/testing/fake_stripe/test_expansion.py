"""Expansion: along paths, in lists, and refused where there is nothing to expand."""


def test_objects_of_a_list_are_expanded(fake, api):
    charge, _ = fake.add_charge(5000, fee=99)
    api.refunds.create({"charge": charge})

    found = api.refunds.list({"expand": ["data.charge.balance_transaction"]}).data[0]

    assert found.charge.balance_transaction.fee == 99


def test_what_is_not_expanded_stays_an_id(fake, api):
    charge, intent = fake.add_charge(5000)

    assert api.charges.retrieve(charge).payment_intent == intent
    assert api.charges.retrieve(charge, {"expand": ["balance_transaction"]}).payment_intent == intent


def test_what_cannot_be_expanded_is_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    assert "cannot be expanded (nothing)" in str(refused(api.charges.retrieve, charge, {"expand": ["nothing"]}))
    assert "cannot be expanded (currency)" in str(refused(api.charges.retrieve, charge, {"expand": ["currency"]}))
    assert "more than 4 levels" in str(refused(api.charges.retrieve, charge, {"expand": ["a.b.c.d.e"]}))


def test_a_refund_that_ran_with_a_wrong_expansion_is_not_made_twice(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    for _ in range(2):
        refused(
            api.refunds.create, {"charge": charge, "amount": 1, "expand": ["nothing"]}, {"idempotency_key": "att_1"}
        )

    assert fake.paid_back(charge) == 1
