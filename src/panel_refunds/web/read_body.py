"""A request's body or query against its schema; the first thing that is wrong is the refusal."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from panel_refunds.errors import CODES, Refused

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_fields(model: type[ModelT], given: Mapping[str, Any]) -> ModelT:
    """``given`` as ``model``; refused with ``field_unknown``, ``field_missing`` or the code of the field's own rule."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise _refused(model, error.errors(include_url=False, include_context=False)) from None


def _refused(model: type[BaseModel], faults: list[Any]) -> Refused:
    # A key that is unknown explains why another one seems to be missing, so it is told first.
    fault = next((each for each in faults if each["type"] == "extra_forbidden"), faults[0])
    field = ".".join(str(part) for part in fault["loc"])[:120]
    if fault["type"] == "extra_forbidden":
        name = str(fault["loc"][-1])
        close = get_close_matches(name, _names(model, fault["loc"][:-1]), n=1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        return Refused("field_unknown", f"There is no field {name[:60]!r} here.{meant}", field=field)
    if fault["type"] == "missing":
        return Refused("field_missing", f"The field {field!r} is needed.", field=field)
    code = fault["type"] if fault["type"] in CODES else "field_invalid"
    return Refused(code, f"{fault['msg'].rstrip('.')}.", field=field)


def _names(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The fields known at ``path`` of a model: those of the model, or of the items of the list it names."""
    fields = model.model_fields
    for part in path:
        if isinstance(part, str) and part in fields:
            inner = fields[part].annotation
            nested = [inner, *getattr(inner, "__args__", ())]
            found = next((each for each in nested if isinstance(each, type) and issubclass(each, BaseModel)), None)
            fields = found.model_fields if found else {}
    return list(fields)
