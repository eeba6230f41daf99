"""Endpoints that need no chapter of their own: events, the account, and addresses that are none."""

import stripe


def test_events_are_listed_by_kind_page_by_page_and_by_moment(fake, api, clock):
    charge, _ = fake.add_charge(5000)
    early = int(clock().timestamp())
    clock.forward(hours=1)
    for _ in range(3):
        api.refunds.create({"charge": charge, "amount": 100})

    page = api.events.list({"types": ["refund.created", "refund.failed"], "limit": 2})
    rest = api.events.list({"types": ["refund.created", "refund.failed"], "starting_after": page.data[-1].id})

    assert ([event.type for event in page.data], page.has_more) == (["refund.created"] * 2, True)
    assert (len(rest.data), rest.has_more) == (1, False)
    assert {event.type for event in api.events.list({"created": {"gt": early}}).data} == {
        "refund.created",
        "charge.refunded",
    }
    assert len(api.events.list({"type": "charge.*"}).data) == 4


def test_an_event_names_the_request_and_the_key_it_came_from(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge}, {"idempotency_key": "att_1"})

    event = api.events.list({"type": "refund.created"}).data[0]

    assert (event.request.id, event.request.idempotency_key) == (refund.last_response.request_id, "att_1")
    assert (event.api_version, event.livemode) == ("2026-10-28.endive", False)


def test_an_event_keeps_how_the_object_stood_then(fake, api):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds("pending")
    refund = api.refunds.create({"charge": charge})
    fake.set_refund_status(refund.id, "succeeded")

    assert api.events.list({"type": "refund.created"}).data[0].data.object.status == "pending"
    assert api.events.list({"type": "refund.updated"}).data[0].data.previous_attributes.status == "pending"


def test_events_are_gone_after_thirty_days(fake, api, clock):
    fake.add_charge(5000)
    clock.forward(days=30)
    assert len(api.events.list().data) == 2

    clock.forward(seconds=1)

    assert api.events.list().data == []


def test_the_account_tells_who_it_is(fake, api, refused):
    assert api.accounts.retrieve_current().id == fake.account
    assert api.accounts.retrieve(fake.account).object == "account"
    assert refused(api.accounts.retrieve, "acct_other").code == "resource_missing"


def test_an_address_that_is_none_is_a_404(api, refused):
    error = refused(api.customers.list)

    assert isinstance(error, stripe.InvalidRequestError)
    assert (error.http_status, error.code) == (404, None)


def test_a_list_of_refunds_of_a_charge_that_is_not_there_is_refused(api, refused):
    assert refused(api.refunds.list, {"charge": "ch_gone"}).code == "resource_missing"
    assert refused(api.refunds.list, {"payment_intent": "pi_gone"}).code == "resource_missing"
    assert api.refunds.list().data == []


def test_only_one_of_type_and_types_is_taken(api, refused):
    assert refused(api.events.list, {"type": "a", "types": ["b"]}).param == "types"
