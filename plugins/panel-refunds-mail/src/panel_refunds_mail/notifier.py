"""The notifier: to whom a message goes, and what its server made of it."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.ports import Message, Surroundings, UndeliverableError
from panel_refunds_mail.addresses import AddressRefusedError, parse_mailbox
from panel_refunds_mail.letter import write_letter
from panel_refunds_mail.sending import send
from panel_refunds_mail.settings import MailSettings


@dataclass(frozen=True, slots=True)
class MailNotifier:
    """One sender of one tenant."""

    settings: MailSettings
    around: Surroundings

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Hand the message to the mail server, which then answers for it."""
        recipients = self._recipients(message)
        letter = write_letter(message, idempotency_key, recipients, self.settings)
        refused = send(self.settings, recipients, letter.as_bytes())
        if refused:
            self.around.log.warning("recipients_refused", key=idempotency_key, many=len(refused), of=len(recipients))

    def _recipients(self, message: Message) -> tuple[str, ...]:
        if message.customer is None:
            if not self.settings.staff:
                raise UndeliverableError('no staff stands in the settings; name some, or say audience = "customers"')
            return self.settings.staff
        address = message.contact.get("email")
        if address is None:
            raise UndeliverableError('the panel told no e-mail address of this customer; or say audience = "staff"')
        try:
            return (parse_mailbox(address),)
        except AddressRefusedError as error:
            raise UndeliverableError(f"the address that the panel told cannot be used: {error}") from None
