"""A language without words is told at start, with what to do; so is a translation that would break a page."""

import shutil
from dataclasses import replace

import pytest
from tests.web.panel import ROOT, Installed

from panel_refunds.app.languages import language_faults
from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.tenant_file import load_tenant

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "tenants/smmpanelus", tmp_path / "tenants/smmpanelus")
    return tmp_path


@pytest.fixture
def tenant(root):
    return load_tenant(root / "tenants/smmpanelus")


def speak(root, languages):
    file = root / "tenants/smmpanelus/tenant.toml"
    file.write_text(file.read_text().replace('languages = ["en"]', f"languages = {languages}"))


def write(tenant, name, text):
    (tenant.folder / "catalogues").mkdir(exist_ok=True)
    (tenant.folder / "catalogues" / name).write_bytes(text)


def test_languages_that_have_words_are_no_fault(tenant):
    assert not language_faults(replace(tenant, languages=("en", "de", "pt-BR", "ar", "en-GB", "ar-EG")))


def test_a_language_without_words_is_told_with_what_to_do(tenant):
    (fault,) = language_faults(replace(tenant, languages=("en", "fr")))

    assert str(fault) == (
        f'{tenant.folder}/tenant.toml: languages: "fr" has no words here. Put {tenant.folder}/catalogues/fr.po there, '
        "or take one of en, ar, de, es, hi, pt-BR, ru, tr."
    )


def test_a_catalogue_of_the_tenant_s_own_is_enough(tenant):
    write(tenant, "fr.po", (HEAD + 'msgid "Balance"\nmsgstr "Solde"\n').encode())

    assert not language_faults(replace(tenant, languages=("en", "fr")))


def test_what_is_no_language_is_told(tenant):
    write(tenant, "qq.po", HEAD.encode())
    faults = language_faults(replace(tenant, languages=("en", "qq")))

    assert [fault.text for fault in faults] == ['"qq" is no known language.'] * 2


def test_a_translation_that_would_break_a_page_is_told(tenant):
    write(tenant, "de.po", (HEAD + 'msgid "In force since {day}."\nmsgstr "Seit {tag}."\n').encode())
    (fault,) = language_faults(tenant)

    assert str(fault).startswith(
        f"{tenant.folder}/catalogues/de.po: the translation 'Seit {{tag}}.' names other figures"
    )


def test_a_file_that_is_no_catalogue_is_told(tenant):
    write(tenant, "de.po", b'msgid "\xff\xfe')

    assert "cannot be read" in language_faults(tenant)[0].text


def test_the_service_does_not_start_with_it(root):
    speak(root, '["en", "fr"]')

    with pytest.raises(TenantFileError, match='"fr" has no words here'):
        Installed(root)


def test_a_reload_keeps_what_it_had(root):
    installed = Installed(root)
    speak(root, '["en", "fr"]')
    answer = installed.panel().post("/reload").body

    assert answer["outcome"] == "kept"
    assert answer["faults"][0]["text"].startswith('"fr" has no words here.')
    assert installed.service.desk("smmpanelus").tenant.languages == ("en",)
    installed.close()
