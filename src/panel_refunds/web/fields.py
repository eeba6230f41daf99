"""The kinds of fields that requests have, each with the refusal it leads to.

A field says its own rule in the API document. What an amount or a currency may be is decided by ``panel_refunds.money``
alone; here only the wrong type is caught: a number without quotes has lost digits before anybody can count them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Given(BaseModel):
    """A request's body: exactly the fields it names, of exactly the types it names."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Shown(BaseModel):
    """An answer's body."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _in_quotes(value: Any) -> Any:
    if not isinstance(value, str):
        raise PydanticCustomError("amount_invalid", 'An amount is a plain decimal number in quotes, like "12.50".')
    return value


def _printable(value: str) -> str:
    if not value.isprintable() or not value.strip():
        raise PydanticCustomError("field_invalid", "This has to be one line of visible characters.")
    return value


def _no_controls(value: str) -> str:
    if any(ord(letter) < 32 and letter not in "\n\r\t" for letter in value):  # noqa: PLR2004 - the first printable one
        raise PydanticCustomError("field_invalid", "This text holds control characters.")
    return value


_SURROGATES = "A text holds characters that cannot be stored."


def _storable(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("field_invalid", _SURROGATES) from None
    return value


def line(most: int, description: str, *, pattern: str | None = None) -> Any:
    """One line of 1 to ``most`` visible characters."""
    return Annotated[
        str,
        Field(min_length=1, max_length=most, description=description, pattern=pattern),
        AfterValidator(_storable),
        AfterValidator(_printable),
    ]


Amount = Annotated[
    str,
    BeforeValidator(_in_quotes),
    Field(
        max_length=40,
        description="A plain decimal number in quotes, at most 8 digits after the point.",
        examples=["12.50"],
    ),
]
Currency = Annotated[
    str, Field(max_length=8, description="An ISO 4217 code, or one the installation has added.", examples=["USD"])
]
CustomerId = line(120, "The panel's own id of the customer.", pattern=r"^[^/?#\s]+$")
Person = line(80, "Who of the staff does this, as role-name.", pattern=r"^[^,\s]+-[^,\s]+$")
PagePath = line(300, "A page to open, as its path; without it the balance.", pattern=r"^/([^/\\].*)?$")
Origin = line(200, "The origin of the page that shows ours in a frame.", pattern=r"^https?://[^/?#\s]+$")
Word = line(64, "A name of the tenant's file, or of the panel.")
Ref = line(200, "Somebody else's id, as text.")
Id = line(60, "One of our ids.")
DeliveryId = line(80, "The id of a delivery, which is also its idempotency key: out_…:notifier.")
ContactWord = line(32, "A notifier's word, like email.", pattern=r"^[a-z][a-z0-9_]*$")
ContactValue = line(254, "The address; one line.")
Identity = line(254, "What the sign-in service says of a person, like an e-mail address that it has verified.")
Host = line(253, "The host on which the customer asks; without it the host of this request.")
VersionLabel = line(60, "A version of the policy, like default@2025-08-29; without it the one in force.")
Language = line(16, "One of the tenant's languages, like pt-BR; without it the first.")
FileName = line(200, "The file's name; its ending has to be of the type, the rest is shown.")
MediaType = line(100, "The type that the file is said to have; it has to be what is in it.")
Text = Annotated[
    str,
    Field(max_length=10_000, description="Words for people."),
    AfterValidator(_storable),
    AfterValidator(_no_controls),
]
Line = Annotated[
    str,
    Field(max_length=300, description="One line for people."),
    AfterValidator(_storable),
    AfterValidator(_no_controls),
]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FactText = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_storable), AfterValidator(_printable)]
Facts = Annotated[
    dict[FactName, FactText],
    Field(
        max_length=20,
        description="What the panel knows of the moment, for the fraud checks; stored, and shown to the staff alone.",
        examples=[{"country": "DE", "ip_country": "DE"}],
    ),
]
