"""How the web says no: ``application/problem+json`` with a stable code.

A refusal keeps its code, sentence, field and figures. Everything else that goes wrong is a bug or the weather: it is
logged with its place in the code, and the caller learns no more than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from panel_refunds.errors import CODES, Refused
from panel_refunds.store import CommitUnknownError
from panel_refunds.web.reply import Reply

BROKEN = "broken"
MEDIA_TYPE = "application/problem+json"


def problem_of(error: Exception) -> Reply:
    """The answer to a request that ended with ``error``."""
    if isinstance(error, Refused):
        return refusal(error)
    if isinstance(error, CommitUnknownError):
        text = "Nobody can say whether this was written; ask again with the same key, and it is done once."
        return refusal(Refused("locked", text))
    return _problem(500, BROKEN, "Something broke here.", "It was written down; nothing of the request was kept.")


def refusal(refused: Refused) -> Reply:
    """The answer that carries a refusal."""
    headers = {}
    if refused.status == 503:  # noqa: PLR2004 - the weather: worth another try soon
        headers["retry-after"] = "1"
    if refused.status == 401:  # noqa: PLR2004 - RFC 9110 wants the scheme named
        headers["www-authenticate"] = "Bearer"
    if policy_url := refused.facts.get("policy_url"):
        headers["link"] = f'<{policy_url}>; rel="terms-of-service"'
    title = CODES[refused.code].title
    return _problem(refused.status, refused.code, title, refused.text, refused.field, refused.facts, headers)


def _problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    field: str | None = None,
    facts: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    body: dict[str, Any] = {
        "type": f"urn:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if field:
        body["field"] = field
    if facts:
        body["facts"] = dict(facts)
    return Reply(status, msgspec.json.encode(body), MEDIA_TYPE, headers or {})
