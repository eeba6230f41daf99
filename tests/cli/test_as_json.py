"""What ``--json`` prints is what the API answers to the staff, the notes for the staff included."""

import json

from panel_refunds.cli.as_json import quote_json, request_json
from panel_refunds.flows.quote_balance import quote_balance


def test_a_request_comes_with_decision_refunds_attempts_and_conversation(run, root, deposit, with_desk):
    asked = json.loads(run("request", "maya", "--amount", "40.00", "--root", root, "--json").stdout)

    def look(desk):
        with desk.read() as books:
            request = books.get_request(asked["id"])
        return request_json(desk, request)

    assert with_desk(look) == asked
    assert asked["refunds"][0]["attempts"] == []
    assert [line["clause"] for line in asked["decision"]["lines"]] == ["2.2a", "2.4"]
    assert len(asked["conversation"]) == 2


def test_a_quote_comes_with_its_deposits(deposit, with_desk):
    told = with_desk(lambda desk: quote_json(desk, quote_balance(desk, "maya")))

    assert told["deposits"][0]["deposit"] == deposit
    assert told["receives"] == "38.25"
