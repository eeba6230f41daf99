"""The panel's side of signing in, in three languages, each run against a real service; what it gets opens the pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "sign-in"
TOKENS = """
[portal.tokens]
algorithm = "HS256"
issuer = "my-panel"
keys = [{ env = "SHOP_TOKEN_KEY" }]
"""
LANGUAGES = {"py": sys.executable, "mjs": "node", "php": "php"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A service in a process of its own, as the environment that the examples read."""
    root = tmp_path_factory.mktemp("examples") / "shop"
    secret = "a secret that panel and pages share"
    environment = {**os.environ, "SHOP_PROVIDER_KEY": "upstream-key", "SHOP_TOKEN_KEY": secret}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "panel_refunds", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=root.parent)
        return done.stdout

    run("init", "shop", "--name", "Shop", "--host", "shop.example", "--provider", "https://upstream.example/api/v2")
    key = run("keys", "create", "website", "--scope", "requests", "--root", "shop").splitlines()[0]
    file = root / "tenants" / "shop" / "tenant.toml"
    file.write_text(file.read_text() + TOKENS)
    serve = [sys.executable, "-m", "panel_refunds", "serve", "--root", str(root), "--port", "0"]
    process = subprocess.Popen(serve, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        listening = next(line for line in process.stderr if "listening" in line)
        url = re.search(r"http://\S+", listening)
        assert url is not None
        given = {"REFUNDS_API": url.group(), "REFUNDS_KEY": key, "REFUNDS_SITE": "shop.example"}
        yield {**environment, **given, "REFUNDS_TOKEN_KEY": secret}
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.parametrize("example", ["refund_link", "refund_token"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_gets_a_link_that_opens_the_pages(service: dict[str, str], language: str, example: str) -> None:
    program = shutil.which(LANGUAGES[language])
    if program is None:
        pytest.skip(f"{LANGUAGES[language]} is not on this machine")
    file = FOLDER / f"{example}.{language}"
    done = subprocess.run([program, file, "42"], env=service, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip()
    assert link.startswith("https://shop.example/enter/")
    headers = {"host": "shop.example"}
    page = httpx2.get(service["REFUNDS_API"] + urlsplit(link).path, headers=headers)
    assert (page.status_code, "Your balance and refunds" in page.text) == (200, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_secret_opens_nothing(service: dict[str, str], language: str) -> None:
    program = shutil.which(LANGUAGES[language])
    if program is None:
        pytest.skip(f"{LANGUAGES[language]} is not on this machine")
    environment = {**service, "REFUNDS_TOKEN_KEY": service["REFUNDS_TOKEN_KEY"][::-1]}
    command = [program, FOLDER / f"refund_token.{language}", "42"]
    link = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()
    page = httpx2.get(service["REFUNDS_API"] + urlsplit(link).path, headers={"host": "shop.example"})
    assert (page.status_code, "This link opens nothing" in page.text) == (410, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_key_is_told_and_gives_no_link(service: dict[str, str], language: str) -> None:
    program = shutil.which(LANGUAGES[language])
    if program is None:
        pytest.skip(f"{LANGUAGES[language]} is not on this machine")
    file = FOLDER / f"refund_link.{language}"
    environment = {**service, "REFUNDS_KEY": "pr_live_wrong"}
    done = subprocess.run([program, file, "42"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stdout == ""
