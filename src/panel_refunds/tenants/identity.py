"""The keys of ``tenant.toml`` that say who a tenant is: name, money, time, languages, and where its pages are."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from panel_refunds.errors import Refused
from panel_refunds.money import exponent_of
from panel_refunds.tenants.calendars import WEEKDAYS, Holidays, known_calendars
from panel_refunds.tenants.faults import nearest
from panel_refunds.tenants.kinds import ListOf, OneOf, Text, Whole, words_of
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.sign_in_tables import TOKENS, TableOf
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.tenant import FileRules, PanelTokens, Tenant
from panel_refunds.tenants.web_addresses import Origin, Origins, WebAddress
from panel_refunds.tickets.attachment import FILE_KINDS


@dataclass(frozen=True, slots=True)
class CurrencyCode:
    """A currency that ISO 4217 or the installation knows."""

    def read(self, written: Written) -> str:
        code = written.text()
        try:
            exponent_of(code)
        except Refused:
            raise written.wrong(
                f'"{code[:12]}" is not a known currency.',
                'Write an ISO 4217 code like "EUR", or add it to currencies in panel-refunds.toml.',
                nearest=code.upper() if code != code.upper() and len(code) == 3 else None,  # noqa: PLR2004 - ISO codes
            ) from None
        return code

    def says(self) -> str:
        return "currency code"

    def shows(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class ZoneName:
    """A time zone of the IANA database."""

    def read(self, written: Written) -> ZoneInfo:
        name = written.text()
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise written.wrong(
                f'"{name[:60]}" is not a known time zone.',
                'Write a name like "Europe/Berlin".',
                nearest=nearest(name, available_timezones()),
            ) from None

    def says(self) -> str:
        return "IANA time zone"

    def shows(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class CalendarName:
    """A country, or a region of one, whose holidays are known."""

    def read(self, written: Written) -> Holidays:
        name = written.text()
        try:
            return Holidays(name)
        except LookupError:
            raise written.wrong(
                f'"{name[:20]}" is not a known calendar.',
                'Write a country like "US" or a region like "DE-BY".',
                nearest=nearest(name, known_calendars()),
            ) from None

    def says(self) -> str:
        return 'country `"US"` or region `"DE-BY"`'

    def shows(self, value: object) -> str:
        return str(value)


IDENTITY = Table(
    {
        "name": Key(Text(), "what customers call the brand.", required=True),
        "currency": Key(
            CurrencyCode(),
            "the currency where none is said; money in another one has a wallet of its own.",
            required=True,
        ),
        "time_zone": Key(ZoneName(), "where its days begin and end.", "2.2a", required=True),
        "calendar": Key(CalendarName(), "whose public holidays are no working days.", "5, 7", required=True),
        "weekend": Key(ListOf(OneOf(WEEKDAYS)), "days that are no working days; without it the calendar's own", "5, 7"),
        "languages": Key(
            ListOf(Text('a language tag like "en" or "pt-BR"', r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")),
            "the languages of its pages, the first is the default",
            default=("en",),
        ),
        "governing": Key(
            OneOf(words_of(Tenant, "governing")),
            "which version decides: of the day of the deposit, or of the request",
            "1.3",
            default="at_deposit",
        ),
        "plugins": Key(
            ListOf(Text("a plugin's entry point name or dotted path", r"[A-Za-z0-9_.:-]{1,100}"), least=0),
            "which plugins the tenant sees besides the built-in ones",
            default=(),
        ),
    }
)

PORTAL = Table(
    {
        "address": Key(Origin(), "where the customers' pages are reached, when it is not the site's own host"),
        "sign_in_url": Key(
            WebAddress(), "the page of the panel that signs a customer in and sends them on to the pages"
        ),
        "framed_by": Key(Origins(), "who may show the pages inside of its own, in a frame", default=()),
        "tokens": Key(TableOf("portal.tokens", TOKENS, PanelTokens), "how the panel's own tokens are known"),
    }
)

ATTACHMENTS = Table(
    {
        "files": Key(Whole(0, 10), "how many files one message may bring; 0: none", default=FileRules().files),
        "megabytes": Key(Whole(1, 10), "how large each may be", default=FileRules().megabytes),
        "kinds": Key(ListOf(OneOf(FILE_KINDS)), "of which kinds; what is in a file decides", default=FILE_KINDS),
    }
)
