"""Declining: a reason that the customer reads, and what becomes of the money that was set aside."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.review_refund import decline_refund
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
    dossier = read_dossier(visit, visit.path["request"])
    if dossier.preview.may_not_decline:
        try:
            return overtaken(visit, dossier.preview.may_not_decline)
        except Refused as refused:
            return _form(visit, None, refused)
    return _form(visit, None, None)


def send(visit: Visit) -> Answer:
    """Decline it."""
    form = WordsForm.read(visit)
    request_id, text = visit.path["request"], form.text.data or ""
    try:
        check_uploads(visit)
        do_once(
            visit,
            form.once.data,
            f"decline:{request_id}:{text}:{[each.digest for each in visit.uploads]}",
            lambda desk: decline_refund(desk, request_id, by=visit.person, text=text, files=visit.uploads),
        )
    except Refused as refused:
        try:
            return overtaken(visit, refused)
        except Refused:
            return _form(visit, form, in_words(visit, refused))
    return GoTo(f"{visit.address_of('desk_request', request=request_id)}?done=declined")


def _form(visit: Visit, form: WordsForm | None, refused: Refused | None) -> Show:
    dossier = read_dossier(visit, visit.path["request"])
    texts = texts_for(visit, dossier, "decline")
    if form is None:
        chosen = visit.query.get("text", "")
        form = WordsForm.fresh(visit, text=next((each.text for each in texts if each.name == chosen), ""))
    return desk_page(
        visit, "decline", {"dossier": dossier, "form": form, "texts": texts, **files_field(visit)}, refused=refused
    )
