"""The forms of the desk. What they may hold is decided by the flows; here they only have names."""

from __future__ import annotations

from wtforms import SelectMultipleField, StringField, TextAreaField

from panel_refunds.pages.forms import GuardedForm


class ApprovalForm(GuardedForm):
    """How much, and why where that is needed."""

    amount = StringField()
    text = TextAreaField()


class WordsForm(GuardedForm):
    """Words for a customer, or for the record."""

    text = TextAreaField()


class SearchForm(GuardedForm):
    """An id, a customer, or the last four digits of a card."""

    text = StringField()


class ListForm(GuardedForm):
    """The requests that were ticked; on the check page each with its amount: ``rr_… 38.25``."""

    request = SelectMultipleField(validate_choice=False)


class PayoutForm(GuardedForm):
    """The reference of a payment that was made by hand."""

    reference = StringField()


class SeenForm(GuardedForm):
    """What an operator saw at the gateway."""

    ran = StringField()
    evidence = TextAreaField()


class ChoiceForm(GuardedForm):
    """One of a few things to do, with words for the record."""

    do = StringField()
    text = TextAreaField()


class MappingForm(GuardedForm):
    """What an unknown word means, and for whom."""

    status = StringField()
    scope = StringField()
