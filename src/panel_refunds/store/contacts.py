"""Contacts: where a customer can be reached, as far as the panel told it. Nothing else of the product needs them."""

from __future__ import annotations

from sqlalchemy import delete

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Contact
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant
from panel_refunds.store.tables import ContactRow

CONTACTS = Shape(Contact, ContactRow)

_CONTACT = CONTACTS.table.c
_BY_CUSTOMER = Statement(CONTACTS.select(_CONTACT.customer_id == text_param("customer")))
_FORGET = Statement(
    delete(CONTACTS.table).where(_CONTACT.tenant_id == the_tenant(), _CONTACT.customer_id == text_param("customer"))
)


class ContactChapter(Chapter):
    """Contacts of one transaction."""

    def find_contact(self, customer_id: str) -> Contact | None:
        """Where the customer can be reached; None when the panel never told."""
        return self._find(CONTACTS, _BY_CUSTOMER, customer=customer_id)

    def save_contact(self, contact: Contact) -> None:
        """Write what the panel told, in place of what it told before."""
        self._save(CONTACTS, contact)

    def forget_contact(self, customer_id: str) -> bool:
        """Delete it; False when there was none."""
        return self._change(_FORGET, customer=customer_id) == 1
