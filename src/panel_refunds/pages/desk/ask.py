"""Asking the customer something: the clock stands still until they answer."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.review_refund import ask_customer
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.answer_texts import texts_for
from panel_refunds.pages.desk.dossier import read_dossier
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import WordsForm
from panel_refunds.pages.desk.once import do_once
from panel_refunds.pages.desk.request import overtaken
from panel_refunds.pages.file_words import check_uploads, files_field, in_words
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The form, with a text from the templates where one was chosen."""
    return _form(visit, None, None)


def send(visit: Visit) -> Answer:
    """Ask."""
    form = WordsForm.read(visit)
    request_id, text = visit.path["request"], form.text.data or ""
    try:
        check_uploads(visit)
        do_once(
            visit,
            form.once.data,
            f"ask:{request_id}:{text}:{[each.digest for each in visit.uploads]}",
            lambda desk: ask_customer(desk, request_id, by=visit.person, text=text, files=visit.uploads),
            wakes=True,
        )
    except Refused as refused:
        try:
            return overtaken(visit, refused)
        except Refused:
            return _form(visit, form, in_words(visit, refused))
    return GoTo(f"{visit.address_of('desk_request', request=request_id)}?done=asked")


def _form(visit: Visit, form: WordsForm | None, refused: Refused | None) -> Show:
    dossier = read_dossier(visit, visit.path["request"])
    if form is None and dossier.request.state != "in_review":
        code = "request_not_in_review" if dossier.request.open else "request_closed"
        return overtaken(visit, Refused(code, state=dossier.request.state))
    texts = texts_for(visit, dossier, "ask")
    if form is None:
        chosen = visit.query.get("text", "")
        form = WordsForm.fresh(visit, text=next((each.text for each in texts if each.name == chosen), ""))
    return desk_page(
        visit, "ask", {"dossier": dossier, "form": form, "texts": texts, **files_field(visit)}, refused=refused
    )
