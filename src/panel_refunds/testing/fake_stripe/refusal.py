"""What Stripe says when it says no: the HTTP status and the JSON shape of every error the fake can give.

The messages are close to the real ones because people search for them, but nobody should read them: programs decide by
``type``, ``code``, ``param`` and the HTTP status, and those are the real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

DOCUMENTATION = "https://stripe.com/docs/error-codes/"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class RefusalError(Exception):
    """An error answer. ``kept`` tells whether the idempotency store remembers it, which needs that execution began."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        http_status: int = 400,
        kind: str = "invalid_request_error",
        headers: Mapping[str, str] = _NOTHING,
        kept: bool = True,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.param = param
        self.http_status = http_status
        self.kind = kind
        self.headers = headers
        self.kept = kept

    def body(self) -> dict[str, Any]:
        """The JSON of the answer: ``{"error": {"type", "message", "code"?, "param"?, "doc_url"?}}``."""
        error: dict[str, Any] = {"message": str(self), "type": self.kind}
        if self.code is not None:
            error |= {"code": self.code, "doc_url": DOCUMENTATION + self.code.replace("_", "-")}
        if self.param is not None:
            error["param"] = self.param
        return {"error": error}


# ---------------------------------------------------------------- who asks


def no_key() -> RefusalError:
    """401: there is no key in the request."""
    return RefusalError(
        "You did not provide an API key. Provide it in the Authorization header, as a bearer token.",
        http_status=401,
        kept=False,
    )


def bad_key(redacted: str) -> RefusalError:
    """401: nobody has this key."""
    return RefusalError(f"Invalid API Key provided: {redacted}", http_status=401, kept=False)


def expired_key(redacted: str) -> RefusalError:
    """401: the key was revoked or rolled."""
    return RefusalError(f"Expired API Key provided: {redacted}", code="api_key_expired", http_status=401, kept=False)


def no_permission(redacted: str, account: str, permission: str) -> RefusalError:
    """403: a restricted key without the permission."""
    return RefusalError(
        f"The provided key '{redacted}' does not have the required permissions for this endpoint on account "
        f"'{account}'. Having the 'rak_{permission}' permission would allow this request to continue.",
        http_status=403,
        kept=False,
    )


def no_access(redacted: str, account: str) -> RefusalError:
    """403: the account named in ``Stripe-Account`` is not connected to the platform of this key."""
    return RefusalError(
        f"The provided key '{redacted}' does not have access to account '{account}' (or that account does not exist). "
        "Application access may have been revoked.",
        code="account_invalid",
        http_status=403,
        kept=False,
    )


# ---------------------------------------------------------------- what is asked


def unknown_url(method: str, path: str) -> RefusalError:
    """404: there is no such endpoint."""
    return RefusalError(f"Unrecognized request URL ({method}: {path}).", http_status=404, kept=False)


def unknown_parameter(name: str) -> RefusalError:
    """400: the endpoint has no such parameter."""
    return RefusalError(f"Received unknown parameter: {name}", code="parameter_unknown", param=name, kept=False)


def missing_parameter(message: str, param: str | None = None) -> RefusalError:
    """400: something has to be given and is not."""
    return RefusalError(message, code="parameter_missing", param=param, kept=False)


def bad_integer(param: str, said: object) -> RefusalError:
    """400: a whole number was expected."""
    return RefusalError(f"Invalid integer: {said}", code="parameter_invalid_integer", param=param, kept=False)


def bad_value(param: str, message: str, code: str | None = None) -> RefusalError:
    """400: the parameter is known and its value is not possible."""
    return RefusalError(message, code=code, param=param, kept=False)


def not_found(noun: str, ref: str, *, param: str, other_mode: str | None = None) -> RefusalError:
    """404: no such object here; ``other_mode`` names the mode in which there is one."""
    hint = ""
    if other_mode is not None:
        used = "test" if other_mode == "live" else "live"
        hint = f"; a similar object exists in {other_mode} mode, but a {used} mode key was used to make this request."
    return RefusalError(f"No such {noun}: '{ref}'{hint}", code="resource_missing", param=param, http_status=404)


# ---------------------------------------------------------------- the same again, too fast, broken


def key_with_other_parameters(key: str) -> RefusalError:
    """400: the idempotency key was used for something else."""
    return RefusalError(
        "Keys for idempotent requests can only be used with the same parameters they were first used with. "
        f"Try using a key other than '{key}' if you meant to execute a different request.",
        kind="idempotency_error",
        kept=False,
    )


def key_at_other_endpoint(key: str, path: str) -> RefusalError:
    """400: the idempotency key was used at another endpoint."""
    return RefusalError(
        "Keys for idempotent requests can only be used for the same endpoint they were first used for "
        f"('{path}'). Try using a key other than '{key}' if you meant to execute a different request.",
        kind="idempotency_error",
        kept=False,
    )


def key_in_use(key: str) -> RefusalError:
    """409: the first request with this key has not been answered yet."""
    return RefusalError(
        f"There is currently another in-progress request using this Idempotent Key: {key}. Please try again later.",
        code="idempotency_key_in_use",
        http_status=409,
        kind="idempotency_error",
        kept=False,
    )


def lock_timeout() -> RefusalError:
    """409: something else holds the object."""
    return RefusalError(
        "This object cannot be accessed right now because another API request or Stripe process is accessing it.",
        code="lock_timeout",
        http_status=409,
        headers={"stripe-should-retry": "true"},
        kept=False,
    )


def too_many_requests(seconds: int | None) -> RefusalError:
    """429, with the seconds to wait where they are told."""
    return RefusalError(
        "Request rate limit exceeded.",
        code="rate_limit",
        http_status=429,
        headers={} if seconds is None else {"retry-after": str(seconds)},
        kept=False,
    )


def out_of_order(http_status: int = 500) -> RefusalError:
    """5xx: Stripe's own mistake. A 500 is remembered under the key as any answer of an execution is."""
    return RefusalError(
        "An unknown error occurred.",
        http_status=http_status,
        kind="api_error",
        headers={"stripe-should-retry": "false" if http_status == 500 else "true"},  # noqa: PLR2004 - it says itself
        kept=http_status == 500,  # noqa: PLR2004 - it says itself
    )
