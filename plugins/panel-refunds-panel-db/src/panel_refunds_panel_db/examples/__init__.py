"""Mappings for the tables of widespread panel scripts, to begin with.

Every copy of such a script was changed by somebody, so an example is a beginning and never more: it has to be compared
with the columns and the status words of one's own database before money follows it.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["list_examples", "read_example"]


def list_examples() -> list[str]:
    """The names of the examples."""
    folder = files(__name__)
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))


def read_example(name: str) -> str:
    """The text of one example; LookupError naming all there are."""
    if name not in list_examples():
        raise LookupError(f"There is no example {name!r}; there are {', '.join(list_examples())}.")
    return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
