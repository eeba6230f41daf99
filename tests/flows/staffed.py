"""A shop with people in it: an operator adds them, they choose their passwords, and sign in."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from cryptography.fernet import Fernet
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.portal_session import Opened
from panel_refunds.flows.sealing import Sealing
from panel_refunds.flows.staff_codes import begin_codes, confirm_codes
from panel_refunds.flows.staff_members import add_staff
from panel_refunds.flows.staff_sign_in import PasswordTaken, accept_invitation, sign_in
from panel_refunds.store import Action, Staff

PASSWORD = "four plain words today"
BOSS = "operator-shell"


class Staffed:
    """The shop's people, and what is asked of them."""

    def __init__(self, shop: Shop, *, with_key: bool = True) -> None:
        self.shop = shop
        key = Fernet.generate_key().decode()
        shop.desk = replace(shop.desk, door="page", **({"sealing": Sealing(lambda: (key,))} if with_key else {}))
        self.desk = shop.desk

    def hire(self, login: str = "ana", role: str = "finance") -> Staff:
        """Somebody who has chosen a password."""
        token = add_staff(self.desk, login, name=login.title(), role=role, by=BOSS).token
        assert token is not None
        return accept_invitation(self.desk, token, PASSWORD)

    def enter(self, login: str = "ana", password: str = PASSWORD) -> PasswordTaken:
        return sign_in(self.desk, login, password, site="smmpanelus.com")

    def inside(self, login: str = "ana") -> Opened:
        opened = self.enter(login).opened
        assert opened is not None
        return opened

    def with_codes(self, person: str = "finance-ana") -> tuple[pyotp.TOTP, list[str]]:
        """Their telephone, and their recovery codes; the half minute of the first code is over."""
        (secret,) = parse_qs(urlsplit(begin_codes(self.desk, person).address).query)["secret"]
        phone = pyotp.TOTP(secret)
        codes = confirm_codes(self.desk, person, phone.at(self.shop.at))
        self.shop.passes(minutes=2)
        return phone, codes

    def acts(self, about: str | None = None) -> list[Action]:
        """The audit trail, oldest first."""
        with self.desk.read() as books:
            return list(reversed(books.audit_trail(about=about)))


def refused(code: str) -> pytest.RaisesExc[Refused]:
    """The refusal of that code."""
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)
