"""What a factory declares: its name, and the settings that an operator fills in."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.plugins.host_settings import host_settings
from panel_refunds.plugins.kinds import Kind, missing_methods
from panel_refunds.ports import FraudCheck, Gateway, Notifier, OrderProvider, Rule
from panel_refunds_testkit.demand import BrokenContractError, broken, demand, demand_equal, error_of
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.stand.settings import leaves, secret_texts

_SMELLS = re.compile(r"(?:^|_)(?:keys?|secrets?|tokens?|passwords?|passphrase|salt|credentials?|private)(?:_|$)")
_NO_SECRET = re.compile(r"(?:^|_)(?:public|customer|id|name|url|header|field|path|prefix|lifetime|seconds|mode)(?:_|$)")

_PORTS: Mapping[Kind, type] = MappingProxyType(
    {
        "gateways": Gateway,
        "order_providers": OrderProvider,
        "fraud_checks": FraudCheck,
        "rules": Rule,
        "notifiers": Notifier,
    }
)


class DeclaredChecks:
    """The factory, before anything is built."""

    def test_the_factory_has_a_name_and_a_title(self, stand: AnyStand) -> None:
        """People choose an adapter by its title and write its name; give both in ``Factory(...)``."""
        demand_equal(stand.factory.name, stand.peer.use, "The factory's name is what stands in `use`.")
        demand(stand.factory.title.strip(), 'Give the factory a title: Factory("acme", build, title="Acme Pay").')

    def test_every_setting_is_explained(self, stand: AnyStand) -> None:
        """``panel-refunds plugins`` shows an operator each setting with its ``help``; a sentence is missing."""
        for key, setting in stand.factory.settings.items():
            demand(re.fullmatch(r"[a-z][a-z0-9_]*", key), f"The setting {key!r} is not written like_this.")
            demand(len(setting.help.split()) > 1, f"Say in a sentence what the setting {key!r} is for: help=….")
            demand(not setting.required or setting.default is None, f"{key!r} must be given, so it has no default.")
            if setting.choices and setting.default is not None and setting.kind == "text":
                demand(setting.default in setting.choices, f"The default of {key!r} is none of its choices.")

    def test_secrets_are_marked(self, stand: AnyStand) -> None:
        """A setting that holds a secret is not marked, so it could stand in a file in plain and would be shown.

        Write ``secret=True``. If the setting holds none, give it a name that says so (``key_id``, ``public_key``).
        """
        for key, setting in stand.factory.settings.items():
            smells = _SMELLS.search(key) and not _NO_SECRET.search(key)
            demand(setting.secret or not smells, f"The setting {key!r} has the name of a secret: mark it secret=True.")
            demand(not (setting.secret and setting.default), f"The secret {key!r} has a default, which is no secret.")
        given = stand.peer.settings(stand.peer.url)
        hidden = secret_texts(stand.factory.settings, given)
        for account in ("first", "second"):
            for key, value in stand.peer.settings(stand.peer.url, account).items():
                if not stand.factory.settings[key].secret:
                    shown = [text for text in leaves(value) if text in hidden]
                    demand(not shown, f"The setting {key!r} is not secret, and has the value of a secret.")

    def test_a_misspelt_setting_is_refused(self, stand: AnyStand) -> None:
        """A setting that the schema does not know has to be refused; declare each in ``Factory(settings=…)``."""
        given = {**stand.peer.settings(stand.peer.url), "no_such_setting": "x"}
        error = error_of(lambda: _built(stand, given))
        demand(error is not None, "A setting of an unknown name was taken.")

    def test_it_has_every_method_of_its_kind(self, stand: AnyStand) -> None:
        """A method of the contract is missing, or takes other arguments."""
        missing = missing_methods(stand.kind, stand.raw)
        port = _PORTS[stand.kind]
        demand(not missing, f"There is no {', '.join(missing)}; the contract is panel_refunds.ports.{port.__name__}.")
        for name, promised in vars(port).items():
            if callable(promised) and not name.startswith("_"):
                _takes(getattr(stand.raw, name), name, promised)

    def test_no_setting_of_the_host_is_taken(self, stand: AnyStand) -> None:
        """A setting has a name that the host reads itself for every object of the kind, as `audience` of a notifier.

        Whether a rule is only tried (`dry_run`) is the host's too. Choose another name.
        """
        taken = set(stand.factory.settings) & {*host_settings(stand.kind), "dry_run", "use"}
        demand(not taken, f"These settings are the host's: {sorted(taken)}.")

    def test_the_address_is_a_setting(self, stand: AnyStand) -> None:
        """The vendor's address cannot be changed, so the adapter can be tried only with real money.

        Make it a setting whose default is the vendor's own, and hand it to ``http_client(base_url=…)``.
        """
        given = stand.peer.settings("http://127.0.0.1:1")
        keys = [key for key, value in given.items() if any("127.0.0.1:1" in text for text in leaves(value))]
        if stand.over_http:
            demand(keys, "The peer's settings do not name the address that they are given.")
        for key in keys:
            default = stand.factory.settings[key].default
            demand(
                default is None or stand.factory.settings[key].required or str(default).startswith("https://"),
                f"The default of {key!r} is the vendor's own address, with https.",
            )


def _built(stand: AnyStand, given: dict[str, object]) -> None:
    try:
        stand.build(given=given)
    except BrokenContractError as error:  # the host refused the settings, which is what is wanted here
        raise ValueError(str(error)) from None


def _takes(method: object, name: str, promised: object) -> None:
    """The method takes what the host hands it: as many, and by the names that the contract has for the rest."""
    wanted = inspect.signature(promised).parameters.values()  # type: ignore[arg-type]  # a method of the contract
    named = {each.name: None for each in wanted if each.kind is each.KEYWORD_ONLY}
    try:
        inspect.signature(method).bind(*range(len(wanted) - len(named) - 1), **named)  # type: ignore[arg-type]  # callable, as was looked at before
    except TypeError as error:
        broken(f"{name} does not take what the contract hands it: {error}.")
