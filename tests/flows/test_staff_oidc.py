"""An account of the sign-in service opens what an operator said it opens, to the browser that asked, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.flows.shop import Shop
from tests.flows.staffed import BOSS, PASSWORD, Staffed, refused
from tests.flows.test_two_at_once import at_once

from panel_refunds.flows.portal_session import find_session
from panel_refunds.flows.sign_in_elsewhere import Account, ServiceRefusedError, ServiceSilentError, SignInTry
from panel_refunds.flows.staff_members import add_staff, disable_staff, reset_staff, set_identity
from panel_refunds.flows.staff_oidc import CameBack, begin_at_service, come_back
from panel_refunds.flows.staff_sign_in import accept_invitation, sign_in
from panel_refunds.tenants.tenant import Place, SecretRef, StaffOidc, StaffRules

ISSUER = "https://id.example"
BACK = "https://smmpanelus.com/staff/oidc/back"
SECRET = "s" * 43
ADDRESS = "ana@shop.example"
OIDC = StaffOidc(ISSUER, "refunds", SecretRef("env", "X"), "House id", Place(Path("tenant.toml")))


@dataclass
class Service:
    """A sign-in service that believes what the test says; codes are people."""

    people: dict[str, Account] = field(default_factory=dict)
    error: Exception | None = None
    tries: list[SignInTry] = field(default_factory=list)

    def address_for(self, sign_in: SignInTry) -> str:
        if self.error:
            raise self.error
        self.tries.append(sign_in)
        return f"{ISSUER}/authorize?state={sign_in.state}"

    def find_account(self, sign_in: SignInTry, code: str) -> Account:
        if self.error:
            raise self.error
        assert sign_in == self.tries[-1]
        return self.people[code]


class Office(Staffed):
    """The shop's people, who sign in with a service."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.service = Service({"ana": Account(ISSUER, "7", ADDRESS), "eve": Account(ISSUER, "8", ADDRESS)})
        self.allow()

    def allow(self, codes: str = "optional", **oidc: object) -> None:
        rules = StaffRules(codes=codes, oidc=replace(OIDC, **oidc))  # type: ignore[arg-type]  # one of two words
        tenant = replace(self.shop.tenant, staff=rules)
        self.desk = self.shop.desk = replace(self.shop.desk, tenant=tenant, sign_in_service=self.service)

    def go(self, secret: str = SECRET) -> str:
        """Set off; the state that comes back."""
        address = begin_at_service(self.desk, secret, back=BACK, wanted="/desk/tasks")
        (state,) = parse_qs(urlsplit(address).query)["state"]
        return state

    def back(self, told: Mapping[str, str], secret: str = SECRET) -> CameBack:
        return come_back(self.desk, secret, told, back=BACK, site="smmpanelus.com")

    def come(self, code: str = "ana") -> CameBack:
        return self.back({"state": self.go(), "code": code})

    def invite(self, identity: str | None = "Ana@Shop.example ", role: str = "finance", login: str = "ana") -> None:
        add_staff(self.desk, login, name=login.title(), role=role, by=BOSS, identity=identity)


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop)


def test_who_is_known_comes_in_and_the_trail_says_how(office: Office) -> None:
    office.invite()
    came = office.come()
    assert came.taken.opened is not None
    assert (came.wanted, came.taken.opened.session.subject) == ("/desk/tasks", "finance-ana")
    (act,) = [act for act in office.acts() if act.action == "sign_in"]
    assert (act.actor, act.after, act.door) == (
        "finance-ana",
        {"with": "oidc", "session": came.taken.opened.session.session_id},
        "page",
    )


def test_an_account_alone_opens_nothing(office: Office) -> None:
    office.invite(identity=None)
    office.service.people["bo"] = Account(ISSUER, "9", None)
    for code in ("ana", "bo"):
        with refused("account_unknown"):
            office.come(code)


def test_the_first_account_stays_whoever_gets_the_address_later(office: Office) -> None:
    office.invite()
    office.come()
    with refused("account_unknown"):
        office.come("eve")
    office.service.people["ana"] = Account(ISSUER, "7", "ana-married@shop.example")
    assert office.come().taken.opened is not None
    reset_staff(office.desk, "ana", by=BOSS)
    assert office.come("eve").taken.opened is not None
    with refused("account_unknown"):
        office.come("ana")


def test_of_two_accounts_with_one_word_at_once_one_is_taken(office: Office) -> None:
    office.invite()
    state = office.go()
    office.service.tries *= 2
    answers = at_once(*[lambda code=code: office.back({"state": state, "code": code}) for code in ("ana", "eve")])
    assert answers.count("account_unknown") == 1


def test_who_is_shut_out_stays_out(office: Office) -> None:
    office.invite()
    office.come()
    disable_staff(office.desk, "ana", by=BOSS)
    with refused("account_unknown"):
        office.come()


def test_another_browsers_answer_and_one_nobody_asked_for_open_nothing(office: Office) -> None:
    office.invite()
    state = office.go()
    for told in ({"code": "ana"}, {"code": "ana", "state": "x"}, {"code": "ana", "state": f"{state}x"}):
        with refused("link_used"):
            office.back(told)
    with refused("link_used"):
        office.back({"code": "ana", "state": state}, secret="t" * 43)
    first, second = office.service.tries[-1], (office.go(), office.service.tries[-1])[1]
    words = {first.state, first.nonce, first.verifier, second.state, second.nonce, second.verifier}
    assert len(words) == 6
    assert SECRET not in repr((first, second))


def test_an_errand_that_took_too_long_begins_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.invite()
    state = office.go()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 9e9)
    with refused("link_used"):
        office.back({"state": state, "code": "ana"})


def test_what_the_service_says_no_to_is_a_no(office: Office) -> None:
    office.invite()
    for told in ({"error": "access_denied", "error_description": "<b>"}, {"error": "x" * 9000}, {}, {"code": ""}):
        with refused("sign_in_service_refused"):
            office.back({"state": office.go(), **told})
    with refused("sign_in_service_refused"):
        office.back({"state": office.go(), "code": "ana", "iss": "https://evil.example"})
    state = office.go()
    office.service.error = ServiceRefusedError("its ID token is not right")
    with refused("sign_in_service_refused"):
        office.back({"state": state, "code": "ana"})


def test_a_silent_service_is_told_there_and_back(office: Office) -> None:
    state = office.go()
    office.service.error = ServiceSilentError("ConnectTimeout")
    with refused("sign_in_service_silent"):
        office.go()
    with refused("sign_in_service_silent"):
        office.back({"state": state, "code": "ana"})
    assert office.hire("bo").password is not None
    assert office.enter("bo").opened is not None


def test_no_transaction_is_open_while_the_service_is_asked(office: Office) -> None:
    office.invite()

    class Asking(Service):
        def find_account(self, sign_in: SignInTry, code: str) -> Account:
            # One that is open would be in the way of this one, on SQLite.
            with office.desk.begin() as books:
                assert books.find_staff("ana") is not None
            return super().find_account(sign_in, code)

    office.service = Asking(office.service.people)
    office.allow()
    assert office.come().taken.opened is not None


def test_codes_are_asked_for_here_too(office: Office) -> None:
    office.invite()
    office.come()
    office.with_codes()
    taken = office.come().taken
    assert (taken.opened, taken.token is not None, taken.sets_up) == (None, True, False)
    office.invite("bo@shop.example", login="bo")
    office.service.people["bo"] = Account(ISSUER, "9", "bo@shop.example")
    office.allow("required")
    taken = office.come("bo").taken
    assert (taken.opened, taken.token is not None, taken.sets_up) == (None, True, True)


def test_groups_give_the_role_and_who_is_in_none_stays_out(office: Office) -> None:
    office.invite()
    opened = office.come().taken.opened
    assert opened is not None
    office.allow(roles={"heads": "approver", "money": "finance"})
    with refused("account_unknown"):
        office.come()
    office.service.people["ana"] = Account(ISSUER, "7", ADDRESS, ("money", "heads"))
    came = office.come().taken.opened
    assert came is not None
    assert came.session.subject == "approver-ana"
    assert find_session(office.desk, opened.secret) is None
    (act,) = [act for act in office.acts() if act.action == "change_role"]
    assert (act.before, act.after) == ({"role": "finance"}, {"role": "approver", "with": "oidc"})
    office.come()
    assert len([act for act in office.acts() if act.action == "change_role"]) == 1


def test_where_it_is_the_only_way_there_are_no_passwords(office: Office) -> None:
    invited = add_staff(office.desk, "bo", name="Bo", role="finance", by=BOSS).token
    office.hire("cy")
    office.allow(only=True)
    office.invite()
    assert add_staff(office.desk, "di", name="Di", role="finance", by=BOSS).token is None
    with refused("passwords_off"):
        sign_in(office.desk, "cy", PASSWORD, site="smmpanelus.com")
    with refused("passwords_off"):
        accept_invitation(office.desk, invited or "", PASSWORD)
    assert office.come().taken.opened is not None


def test_an_operator_says_by_which_word_and_takes_it_back(office: Office) -> None:
    office.invite(identity=None)
    set_identity(office.desk, "ana", identity=ADDRESS, by=BOSS)
    opened = office.come().taken.opened
    assert opened is not None
    set_identity(office.desk, "ana", identity=None, by=BOSS)
    assert find_session(office.desk, opened.secret) is None
    with refused("account_unknown"):
        office.come()
    for by, code in (("finance-bo", "role_needed"), ("operator-ana", "second_person_needed")):
        with refused(code):
            set_identity(office.desk, "ana", identity=ADDRESS, by=by)
    office.invite(ADDRESS, login="bo")
    with refused("already_exists"):
        set_identity(office.desk, "ana", identity=ADDRESS.upper(), by=BOSS)
    for word in ("", " ", "a\nb", "x" * 255):
        with refused("field_invalid"):
            set_identity(office.desk, "ana", identity=word, by=BOSS)
    assert ADDRESS not in repr(office.acts())


def test_where_there_is_no_service_there_is_nothing(shop: Shop) -> None:
    with refused("not_found"):
        begin_at_service(shop.desk, SECRET, back=BACK, wanted="/")
