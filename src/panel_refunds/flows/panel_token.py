"""Step: a token that the panel makes itself in place of asking for a link, a JWT (RFC 7519) of a few minutes.

What counts is what the tenant's file says: the algorithm, who issues, the keys. A token says which customer (``sub``),
for which host (``aud``), from when until when, and has a ``jti`` of its own by which it is used once. Why one was
refused stands in the log for who builds the panel; a visitor hears no more than that it does not open anything.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwt import JWTClaimsRegistry

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.token_keys import TokenKeys

LASTS = timedelta(minutes=5)
"""The most between ``iat`` and ``exp``."""
CLOCKS_APART = timedelta(seconds=30)
"""So far may the panel's clock be ahead of ours."""
LONGEST = 4096
"""Letters of a token."""
_CUSTOMER = re.compile(r"[^/?#\s]{1,120}")
_JTI = re.compile(r"[\x21-\x7e]{8,128}")


class PanelToken(NamedTuple):
    """What a token says, once it is known for the panel's: ``jti`` is the panel's own, and the tenant's."""

    customer_id: str
    jti: str
    made_at: datetime
    ends_at: datetime
    framed_by: str | None


class _NotOursError(Exception):
    """Why a token is not taken."""


def may_be_token(desk: Desk, token: str) -> bool:
    """Whether to read it as a token: a link's secret has no dots."""
    return desk.token_keys is not None and "." in token


def read_panel_token(desk: Desk, token: str, site: str) -> PanelToken:
    """What the token says; ``site`` is the host that was called.

    Refused with ``link_used`` when its time is over, and with ``token_refused`` for everything else that is wrong.
    """
    if desk.token_keys is None:
        raise Refused("token_refused")
    try:
        claims = _signed_claims(desk.token_keys, token)
        _check_claims(desk.now(), claims, site, desk.token_keys.issuer)
        return _read(desk, claims)
    except ExpiredTokenError:
        desk.log.info("panel_token_refused", why="its time is over")
        raise Refused("link_used") from None
    except _NotOursError as error:
        desk.log.info("panel_token_refused", why=str(error))
        raise Refused("token_refused") from None


def _signed_claims(keys: TokenKeys, token: str) -> dict[str, Any]:
    """The claims, if one of the keys signed them."""
    if len(token) > LONGEST or not token.isascii():
        raise _NotOursError("too long")
    why = "no key"
    for key in keys.keys:
        try:
            return jwt.decode(token, key, registry=keys.registry).claims
        except JoseError as error:
            why = error.error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            why = "not a token"
    raise _NotOursError(why)


def _check_claims(at: datetime, claims: dict[str, Any], site: str, issuer: str) -> None:
    """That they are all there, for us, and of now."""
    wanted: dict[str, Any] = {name: {"essential": True} for name in ("sub", "iat", "exp", "jti")}
    wanted["iss"] = {"essential": True, "value": issuer}
    wanted["aud"] = {"essential": True, "value": site}
    now = int(at.timestamp())
    try:
        JWTClaimsRegistry(now, int(CLOCKS_APART.total_seconds()), **wanted).validate(claims)
    except ExpiredTokenError:
        raise
    except JoseError as error:
        raise _NotOursError(str(error.description or error.error)) from None
    if not 0 < claims["exp"] - claims["iat"] <= LASTS.total_seconds():
        raise _NotOursError(f"exp has to be after iat, by {int(LASTS.total_seconds())} seconds at the most")
    if claims["exp"] <= now:
        raise ExpiredTokenError("exp")


def _read(desk: Desk, claims: dict[str, Any]) -> PanelToken:
    customer, jti, framed_by = claims["sub"], claims["jti"], claims.get("framed_by")
    if not _CUSTOMER.fullmatch(customer) or not customer.isprintable():
        raise _NotOursError("sub is no customer id")
    if not _JTI.fullmatch(jti):
        raise _NotOursError("jti has to be 8 to 128 visible letters")
    if framed_by is not None and framed_by not in desk.tenant.portal.framed_by:
        raise _NotOursError("framed_by is not among those of the tenant's file")
    made_at, ends_at = (datetime.fromtimestamp(int(claims[name]), UTC) for name in ("iat", "exp"))
    return PanelToken(customer, jti, made_at, ends_at, framed_by)
