"""What checks said is shown to the staff, word by word, and to nobody else."""

from __future__ import annotations

from dataclasses import replace

from tests.web.panel import Installed

FINGERPRINT = "card-4242"


def test_staff_sees_every_verdict_and_customers_software_sees_none(installed: Installed) -> None:
    staff, shop = installed.panel("lumenreach"), installed.panel("lumenreach", "requests", "read", "money")
    staff.deposit("60.00", fingerprint=FINGERPRINT, facts={"card_country": "DE"})
    staff.deposit("60.00", customer="neighbour", fingerprint=FINGERPRINT)
    asked = shop.request("20.00", facts={"ip_country": "BR"})
    shown = staff.get(f"/requests/{asked['id']}")

    assert (asked["verdicts"], asked["facts"]) == (None, None)
    assert "neighbour" not in str(shop.get(f"/requests/{asked['id']}").body)
    assert shown["facts"] == {"ip_country": "BR"}
    (verdict,) = shown["verdicts"]
    assert (verdict["check"], verdict["answer"], verdict["failed"]) == ("shared_account", "review", False)
    assert verdict["reasons"] == ["Paid from an account that other customers use too: neighbour."]
    assert (verdict["plugin"], len(verdict["inputs_sha256"])) == ("shared_account", 64)
    assert verdict["took_ms"] >= 0


def test_what_speaks_for_a_request_is_shown_too(installed: Installed) -> None:
    staff = installed.panel("lumenreach")
    staff.deposit("60.00", fingerprint=FINGERPRINT)
    shown = staff.request("20.00")

    assert [(each["check"], each["answer"]) for each in shown["verdicts"]] == [("shared_account", "allow")]
    assert replace(staff).get(f"/requests/{shown['id']}")["verdicts"] == shown["verdicts"]
