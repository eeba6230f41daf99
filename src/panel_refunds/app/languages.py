"""The languages of a tenant: each has words, ours or the tenant's own, and what the tenant translates fits.

A language without words would be English under another name, and a translation that names a figure which its sentence
does not have breaks the page that says it. Both are told at start, with what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from panel_refunds.pages.catalogue_file import load_catalogue, misfits_of
from panel_refunds.pages.words import files_of, languages
from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.tenant import Place, Tenant


def language_faults(tenant: Tenant) -> tuple[Fault, ...]:
    """Everything that is wrong with the words of a tenant's languages."""
    return (*_unspoken(tenant), *_misfits(tenant))


def _unspoken(tenant: Tenant) -> Iterator[Fault]:
    place = Place(tenant.folder / "tenant.toml")
    for language in tenant.languages:
        known = _is_known(language)
        if not known or not files_of(language, tenant.folder):
            text = f'"{language}" has no words here.' if known else f'"{language}" is no known language.'
            ours = ", ".join(languages())
            advice = f"Put {tenant.folder / 'catalogues' / f'{language}.po'} there, or take one of {ours}."
            yield Fault(place, "languages", text, advice if known else f"Take one of {ours}.")


def _misfits(tenant: Tenant) -> Iterator[Fault]:
    for file in sorted((tenant.folder / "catalogues").glob("*.po")):
        if not _is_known(file.stem):
            yield Fault(Place(file), None, f'"{file.stem}" is no known language.', 'Name it like "pt-BR.po".')
            continue
        try:
            catalogue = load_catalogue(file)
        except (ValueError, OSError) as error:
            yield Fault(Place(file), None, f"cannot be read: {error}.", "Write it as gettext does, in UTF-8.")
            continue
        for misfit in misfits_of(catalogue):
            yield Fault(Place(file), None, misfit, "Name the same figures in braces as the English sentence does.")


def _is_known(language: str) -> bool:
    try:
        Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True
