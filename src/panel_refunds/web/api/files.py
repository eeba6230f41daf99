"""Files: those of conversations, and the receipt of a request."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.read_attachment import read_attachment
from panel_refunds.tickets.attachment import MEDIA_TYPES
from panel_refunds.web.fields import CustomerId, Given, Language
from panel_refunds.web.operation import Fetch, FileSent
from panel_refunds.web.tenancy import Call

TAG = "requests"
PDF = MEDIA_TYPES["pdf"]


class FileQuery(Given):
    """For which customer: a file of anybody else's request does not exist then."""

    customer: CustomerId | None = None


class ReceiptQuery(FileQuery):
    """For which customer, and in which of the tenant's languages; without one, the first."""

    language: Language | None = None


def open_file(call: Call, asked: FileQuery) -> FileSent:
    """A file of a conversation, as it was sent."""
    opened = read_attachment(call.desk, call.path["file"], customer_id=asked.customer)
    return FileSent(opened.content, opened.attachment.media_type, opened.attachment.name)


def open_receipt(call: Call, asked: ReceiptQuery) -> FileSent:
    """The receipt of a request as PDF, with the lines of the customer's page."""
    tenant = call.desk.tenant
    language = asked.language or tenant.languages[0]
    if language not in tenant.languages:
        offered = ", ".join(tenant.languages)
        raise Refused("field_invalid", f"The languages here are {offered}.", field="language")
    with call.desk.read() as books:
        request = books.get_request(call.path["request"])
    if asked.customer not in (None, request.customer_id):
        raise Refused("not_found", field="request")
    if call.front.receipt is None:
        raise Refused("no_receipt")
    return FileSent(call.front.receipt(call.desk, request, language), PDF, f"receipt-{request.request_id}.pdf")


OPERATIONS = (
    Fetch("/files/{file}", "get_file", "read", open_file, tuple(MEDIA_TYPES.values()), FileQuery, tag=TAG),
    Fetch(
        "/requests/{request}/receipt.pdf",
        "get_receipt",
        "read",
        open_receipt,
        (PDF,),
        ReceiptQuery,
        codes=("no_receipt",),
        tag=TAG,
    ),
)
