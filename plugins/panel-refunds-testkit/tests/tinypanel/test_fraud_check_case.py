"""The service says what it was told to say, to those whom it knows."""

import httpx2

from panel_refunds_testkit.tinypanel.fraud_check_case import TinyCheckCase


def test_it_says_what_it_was_told():
    with TinyCheckCase() as case, httpx2.Client(base_url=case.url, trust_env=False) as client:
        case.say("deny", ("He said so.",))
        told = client.post("/verdicts", headers={"authorization": f"Bearer {case.keys['second']}"})
        refused = client.post("/verdicts")
    assert told.json() == {"answer": "deny", "reasons": ["He said so."]}
    assert refused.status_code == 401
    assert case.requests_seen() == ["POST /verdicts", "POST /verdicts"]
