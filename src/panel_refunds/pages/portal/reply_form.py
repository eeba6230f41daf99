"""The form under a conversation: words, and what was missing from the request."""

from __future__ import annotations

from wtforms import StringField, TextAreaField

from panel_refunds.pages.forms import GuardedForm


class ReplyForm(GuardedForm):
    """Only what the page offers is read; a field that was not there stays as it was in the request."""

    text = TextAreaField()
    amount = StringField()
    of = StringField()
    subject = StringField()
