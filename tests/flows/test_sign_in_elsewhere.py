"""What goes between a flow and a sign-in service tells nobody's secrets, not even by accident."""

from __future__ import annotations

from panel_refunds.flows.sign_in_elsewhere import Account, SignInTry


def test_neither_a_try_nor_an_account_shows_what_it_holds() -> None:
    sign_in = SignInTry("https://shop.example/staff/oidc/back", "state", nonce="the nonce", verifier="the verifier")
    account = Account("https://id.example", "subject-7", "ana@shop.example", ("money",))
    shown = repr((sign_in, account))
    assert not [secret for secret in ("the nonce", "the verifier", "subject-7", "ana@") if secret in shown]
