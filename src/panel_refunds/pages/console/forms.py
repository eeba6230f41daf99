"""The forms of the console. What they may hold is decided by the flows; here they only have names."""

from __future__ import annotations

from wtforms import SelectMultipleField, StringField

from panel_refunds.pages.forms import GuardedForm


class NewPersonForm(GuardedForm):
    """A new member of the staff."""

    login = StringField()
    name = StringField()
    role = StringField()


class PersonForm(GuardedForm):
    """What is done to a person; ``role`` where they get another one."""

    do = StringField()
    role = StringField()


class NewKeyForm(GuardedForm):
    """A new key: what it is for, and what it may do."""

    name = StringField()
    scopes = SelectMultipleField(validate_choice=False)
    customer = StringField()


class PressForm(GuardedForm):
    """A button and nothing else."""


class LookForm(GuardedForm):
    """How far the audit came, signed."""

    so_far = StringField()
