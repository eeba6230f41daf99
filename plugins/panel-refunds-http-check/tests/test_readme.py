"""The README is true: its service runs and is asked, its question is the one that is sent, every setting is told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import DisputeSigns, FraudContext, PaymentSigns, SharedUse, Verdict
from panel_refunds_http_check.answer import parse_answer
from panel_refunds_http_check.question import KIND, VERSION
from panel_refunds_http_check.settings import SETTINGS

from .conftest import CONTEXT, SECRET, Service, soon

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
PROGRAM = re.search(r"<!-- file: service.py -->\n```python\n(.*?)```", TEXT, re.DOTALL)[1]
QUESTION = json.loads(re.search(r"<!-- a question -->\n```json\n(.*?)```", TEXT, re.DOTALL)[1])
ANSWER = re.search(r'^\{"answer".*$', TEXT, re.MULTILINE)[0]


@pytest.fixture
def readme_service(tmp_path: Path):
    (tmp_path / "service.py").write_text(PROGRAM, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "service.py"],
        cwd=tmp_path,
        env={**os.environ, "SHOP_CHECK_SECRET": SECRET, "PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    port = running.stdout.readline().removeprefix("listening on ").strip()
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait()
    running.stdout.close()


def test_the_service_of_the_readme_answers(readme_service: str, build) -> None:
    check = build(readme_service)

    def ask(**facts: str) -> Verdict:
        return check.evaluate(replace(CONTEXT, facts=facts), soon(minutes=1))

    assert ask() == Verdict("abstain")
    assert ask(country="DE", ip_country="DE") == Verdict("allow")
    assert ask(country="DE", ip_country="BR") == Verdict("review", ("A customer from DE asks from BR.",))


def test_the_service_of_the_readme_refuses_who_does_not_know_the_secret(readme_service: str, build) -> None:
    with pytest.raises(Exception, match="HTTP 401"):
        build(readme_service, secret="whsec_" + "b3RoZXJz" * 6).evaluate(CONTEXT, soon(minutes=1))


def test_the_question_of_the_readme_is_the_one_that_is_sent(service: Service, build) -> None:
    service.says({"answer": "allow", "reasons": []})
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    usd = Money.of("5.00", "USD")
    full = FraudContext(
        "c",
        usd,
        at,
        at,
        ((at, usd),),
        ((at, usd),),
        (at,),
        (),
        ("o",),
        (PaymentSigns("dep_01", "card", amount=usd, credited_at=at),),
        bonuses=((at, usd),),
        disputes=(DisputeSigns("dep_01", at, usd, "inquiry"),),
        others=(SharedUse("o", 1, (usd,), 1, (usd,)),),
    )
    build(service.url).evaluate(full, soon(minutes=1))
    told = json.loads(service.heard[0][1])

    assert shape(told) == shape(QUESTION)
    assert (QUESTION["type"], QUESTION["version"]) == (KIND, VERSION)
    assert {field.name for field in fields(FraudContext)} < told["context"].keys()


def shape(said: object) -> object:
    """What keys there are, and where; of a list the first stands for all, and facts have names of their own."""
    if isinstance(said, dict):
        return {key: "facts" if key in ("facts", "risk") else shape(value) for key, value in said.items()}
    return [shape(said[0])] if isinstance(said, list) and said else "value" if not isinstance(said, list) else []


def test_the_answer_of_the_readme_is_one() -> None:
    assert parse_answer(ANSWER.encode()).answer == "review"


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting) -> None:
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()
    assert default.startswith("required") if setting.required else default == str(setting.default)
