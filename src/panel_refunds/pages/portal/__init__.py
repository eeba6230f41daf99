"""The customer's pages, phone first: what can be taken back, asking for it, and where the money is."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.portal import balance, enter, policy

ADDRESSES: tuple[Address, ...] = (
    Address("balance", "/", "customer", show=balance.show),
    Address("policy", "/policy", "anyone", show=policy.show),
    Address("policy_version", "/policy/{label}", "anyone", show=policy.show),
    Address("enter", "/enter/{token}", "anyone", show=enter.show, send=enter.send),
    Address("sign_out", "/sign-out", "customer", send=enter.leave),
)
