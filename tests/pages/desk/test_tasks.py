"""Tasks: every kind of thing that waits for a person is on the list, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from tests.web.letters import bury_some


def test_an_empty_list_says_so(ana):
    assert "Nothing waits for a person." in ana.open("/desk/tasks")


def test_every_kind_of_task_is_listed(installed, panel, ana):
    def approved(customer: str) -> None:
        panel.deposit("50.00", customer)
        panel.approve(panel.request("20.00", customer))
        panel.work()

    for customer, word in (
        ("c1", "unknown"),
        ("c2", "rejected:account_closed"),
        ("c3", "rejected:insufficient_balance"),
    ):
        installed.gateway.script(word)
        approved(customer)
    installed.gateway._capabilities = replace(installed.gateway._capabilities, refund="manual")
    approved("c4")
    disputed = panel.deposit("50.00", "c5")
    panel.post(f"/deposits/{disputed['id']}/dispute", {"state": "inquiry"})
    panel.post("/gateways/manual/stop", {"by": "operator-kim", "text": "The key was rolled."})
    order = panel.order("5.00", "c5")
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "Perplexed"}]})
    bury_some(installed.service.desk("smmpanelus"))

    page = ana.open("/desk/tasks")

    for words in (
        "Nobody knows whether it was paid",
        "To be paid or looked at by hand",
        "Waiting for the gateway's money",
        "Failed",
        "The bank asks",
        "The key was rolled.",
        "perplexed",
        "Orders that wait for a person",
        "the disk is full",
    ):
        assert words in page, words
    for address in page.links.values():
        if "/desk/" in address:
            assert ana.open(address).status == 200, address


def test_another_tenants_tasks_are_not_listed(installed, other, ana):
    deposit = other.deposit("50.00", "c9")
    other.post(f"/deposits/{deposit['id']}/dispute", {"state": "opened"})
    bury_some(installed.service.desk("lumenreach"))

    assert "Nothing waits for a person." in ana.open("/desk/tasks")
