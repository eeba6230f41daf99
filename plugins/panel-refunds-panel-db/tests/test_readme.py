"""The README is true: its examples run, its accounts can read and not write, and it speaks of every setting, key and word."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest

from panel_refunds_panel_db.address import _OPTIONS
from panel_refunds_panel_db.mapping.conditions import COMPARISONS
from panel_refunds_panel_db.mapping.load import JOIN_KEYS, KEYS, REMAINS_KEYS, parse_mapping
from panel_refunds_panel_db.settings import SETTINGS
from panel_refunds_panel_db.words import OUR_WORDS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)


def test_the_examples_say_what_they_do():
    # A closing fence would count as expected output; blank lines end an example instead.
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "README", str(README), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 6
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()
    told = f'"{setting.default}"' if isinstance(setting.default, str) else str(setting.default)
    assert default.startswith("required") if setting.required else default == told


@pytest.mark.parametrize(
    "word",
    sorted({*KEYS, *REMAINS_KEYS, *JOIN_KEYS, *COMPARISONS, *OUR_WORDS, *_OPTIONS["mysql"], *_OPTIONS["postgresql"]}),
)
def test_every_key_word_and_option_is_told(word):
    assert re.search(rf"`\[*{word}\]*`|`{word} = ", TEXT)


def test_its_mapping_and_its_tenants_file_are_good():
    (tenant, mapping) = [block for language, block in BLOCKS if language == "toml"]

    assert parse_mapping(mapping, "README.md").words == {"inmoderation": "pending", "7": "partial"}
    assert set(tomllib.loads(tenant)["order_providers"]["panel"]) == {"use", "database", "mapping"}


def test_its_accounts_can_read_and_nothing_else(panel):
    (statements,) = [block for language, block in BLOCKS if language == "sql" and block.startswith(f"-- {panel.kind}")]
    panel.orders((17, "Canceled", 0))
    panel.run(*(each.strip() for each in statements.split("\n", 1)[1].split(";") if each.strip()))
    url = re.sub(r"//reader:[^@]*@", "//panel_reader:choose-a-long-one@", panel.url)

    reply = panel.provider(url=url, writing_role="refuse").get_orders(["17"])

    assert reply.orders["17"].status == "canceled"
    assert panel.log.lines == []
    if panel.kind == "postgresql":
        panel.run("DROP OWNED BY panel_reader", "DROP ROLE panel_reader")
    else:
        panel.run("DROP USER 'panel_reader'@'127.0.0.1'")
