"""In which order Stripe looks at a request, and what it says of itself."""

import httpx2


def test_the_key_comes_before_everything(fake, refused, connect):
    error = refused(connect("sk_test_wrong").customers.list)

    assert error.http_status == 401
    with httpx2.Client() as client:
        assert client.get(f"{fake.url}/v1/balance").status_code == 401
        assert client.get(f"{fake.url}/v1/balance", headers={"authorization": "Basic x"}).status_code == 401


def test_a_replay_comes_before_the_parameters_are_looked_at_again(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    key = {"idempotency_key": "att_1"}
    api.refunds.create({"charge": charge}, key)
    fake.open_dispute(charge, "warning_needs_response")

    assert api.refunds.create({"charge": charge}, key).amount == 5000
    assert refused(api.refunds.create, {"charge": charge}).code == "charge_already_refunded"


def test_a_version_has_to_look_like_one(connect, fake, refused):
    assert "Invalid Stripe API version" in str(refused(connect(stripe_version="newest").balance.retrieve))
    assert connect(stripe_version="2026-10-28.endive").balance.retrieve().object == "balance"


def test_an_error_names_its_page_and_its_log(api, refused):
    error = refused(api.charges.retrieve, "ch_gone").json_body["error"]

    assert error["doc_url"].endswith("/resource-missing")
    assert error["request_log_url"].rpartition("/")[2].startswith("req_")


def test_the_key_is_never_written_down(fake, api):
    api.balance.retrieve()

    (request,) = fake.requests
    assert "authorization" not in request.headers
    assert fake.secret_key not in str(request)
    assert request.key.endswith(fake.secret_key[-4:])


def test_what_the_library_tells_of_itself_can_be_seen(fake, connect):
    connect(stripe_version="2026-10-28.endive").balance.retrieve()

    (request,) = fake.requests
    assert request.headers["stripe-version"] == "2026-10-28.endive"
    assert request.headers["user-agent"].startswith("Stripe/v1 PythonBindings/")
