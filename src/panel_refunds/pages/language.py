"""In which language somebody reads: the one they chose, else the best of what their browser asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import negotiate_locale
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from panel_refunds.pages.cookie import LANGUAGE, find, keep_language
from panel_refunds.web.own_root import root_of


def choose_language(request: Request, offered: Sequence[str]) -> str:
    """One of ``offered``; the first of them when nothing else is known."""
    chosen = find(request, LANGUAGE)
    if chosen is not None and chosen in offered:
        return chosen
    wanted = _wanted(request.headers.get("accept-language", ""))
    best = negotiate_locale(wanted, offered, sep="-")
    return str(best) if best else _same_language(wanted, offered) or offered[0]


def _wanted(header: str) -> list[str]:
    """The languages of an Accept-Language header, the dearest first."""
    weighed = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or "1"), place, tag))
        except ValueError:
            continue
    return [tag for _weight, _place, tag in sorted(weighed) if tag and tag != "*"]


def _same_language(wanted: Sequence[str], offered: Sequence[str]) -> str | None:
    """``pt`` or ``pt-PT`` is content with ``pt-BR`` rather than with another language."""
    for tag in wanted:
        for language in offered:
            if language.partition("-")[0] == tag.partition("-")[0].lower():
                return language
    return None


def choose(request: Request) -> Response:
    """Remember a language, and go back; which languages there are is looked at when a page is shown."""
    language = request.path_params["language"]
    root = root_of(request.scope)
    going = request.query_params.get("next", "")
    if not going.startswith(f"{root}/") or going.startswith("//") or "\\" in going:
        going = f"{root}/"
    response = RedirectResponse(going, 303, {"cache-control": "no-store"})
    if re.fullmatch(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", language):
        # A frame's own choice: a cookie that is not meant for frames would be refused there.
        framed = request.headers.get("sec-fetch-dest") in ("iframe", "frame")
        keep_language(response, language, framed=framed, root=root)
    return response
