"""The staff's own pages: signing in, and what everybody looks after themselves."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.signing_in import (
    codes,
    first_codes,
    invitation,
    me,
    oidc,
    password,
    recovery,
    sign_in,
    with_code,
)

ADDRESSES: tuple[Address, ...] = (
    Address("staff_sign_in", "/staff/sign-in", "guest", show=sign_in.show, send=sign_in.send),
    Address("staff_code", "/staff/code", "guest", show=with_code.show, send=with_code.send),
    Address("staff_first_codes", "/staff/first-codes", "guest", show=first_codes.show, send=first_codes.send),
    Address("staff_first_picture", "/staff/first-codes/picture.svg", "guest", show=first_codes.show_picture),
    Address("staff_oidc", "/staff/oidc", "guest", show=oidc.begin),
    Address("staff_oidc_back", "/staff/oidc/back", "guest", show=oidc.back),
    Address("staff_invitation", "/staff/invitation/{token}", "guest", show=invitation.show, send=invitation.send),
    Address("staff_me", "/staff/me", "staff", show=me.show),
    Address("staff_session_end", "/staff/sessions/{session}/end", "staff", send=me.end_session),
    Address("staff_sign_out", "/staff/sign-out", "staff", send=me.leave),
    Address("staff_password", "/staff/password", "staff", show=password.show, send=password.send),
    Address("staff_codes_begin", "/staff/codes/begin", "staff", send=codes.begin),
    Address("staff_codes", "/staff/codes", "staff", show=codes.show, send=codes.send),
    Address("staff_codes_picture", "/staff/codes/picture.svg", "staff", show=codes.show_picture),
    Address("staff_codes_remove", "/staff/codes/remove", "staff", show=recovery.ask_removal, send=recovery.remove),
    Address("staff_recovery", "/staff/recovery-codes", "staff", show=recovery.show, send=recovery.send),
)
