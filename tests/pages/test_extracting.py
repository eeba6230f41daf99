"""The sentences of the pages are read from their code and their templates."""

import pytest

from panel_refunds.pages.extracting import extract_messages


def extracted(tmp_path, **files):
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (tmp_path / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    return list(extract_messages(tmp_path).values())


def test_python_says_sentences_in_four_ways(tmp_path):
    code = """
words("One.", figure=1)
visit.words("Two.")
tell("Three, "
     "in two lines.")
TABLE = {"x": marked("Four.")}
words(variable)
print("Nobody translates this.")
"""
    assert [message.one for message in extracted(tmp_path, a_py=code)] == [
        "One.",
        "Two.",
        "Three, in two lines.",
        "Four.",
    ]


def test_templates_say_them_in_expressions_wherever_these_are(tmp_path):
    template = """
{% set title = _("One") %}
<a title="{{ _('Two {x}', x=1) }}">{% for a, b in [(1, _("Three"))] %}{{ b }}{% endfor %}</a>
{{ words.counted("{count} day", "{count} days", n) }} {{ _(variable) }} {{ link("balance") }}
"""
    messages = extracted(tmp_path, a_html=template)

    assert {message.one for message in messages} == {"One", "Two {x}", "Three", "{count} day"}
    assert {message.where for message in messages} == {"a.html"}
    assert next(message for message in messages if message.many).id == ("{count} day", "{count} days")


def test_a_sentence_that_is_counted_here_and_not_there_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="counted in one place"):
        extracted(tmp_path, a_py='words("{count} day")', b_py='words.counted("{count} day", "{count} days", 2)')


def test_the_pages_are_read():
    messages = extract_messages()

    assert messages["Skip to the content"].where == "templates/base.html"
    assert messages["{count} working day"].many == "{count} working days"
    assert "Deposits stay on the balance: they do not go back." in messages
