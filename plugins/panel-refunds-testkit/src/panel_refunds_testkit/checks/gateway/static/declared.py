"""What a factory declares: its name, and the settings that an operator fills in."""

from __future__ import annotations

import re

from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import Gateway
from panel_refunds_testkit.demand import BrokenContractError, broken, demand, demand_equal, error_of
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.stand.settings import leaves, secret_texts

_SMELLS = re.compile(r"(?:^|_)(?:keys?|secrets?|tokens?|passwords?|passphrase|salt|credentials?|private)(?:_|$)")
_NO_SECRET = re.compile(r"(?:^|_)(?:public|customer|id|name|url|header|field|path|lifetime|seconds|mode)(?:_|$)")


class DeclaredChecks:
    """The factory, before anything is built."""

    def test_the_factory_has_a_name_and_a_title(self, stand: GatewayStand) -> None:
        """People choose a gateway by its title and write its name; give both in ``Factory(...)``."""
        demand_equal(stand.factory.name, stand.peer.use, "The factory's name is what stands in `use`.")
        demand(stand.factory.title.strip(), 'Give the factory a title: Factory("acme", build, title="Acme Pay").')

    def test_every_setting_is_explained(self, stand: GatewayStand) -> None:
        """``panel-refunds plugins`` shows an operator each setting with its ``help``; a sentence is missing."""
        for key, setting in stand.factory.settings.items():
            demand(re.fullmatch(r"[a-z][a-z0-9_]*", key), f"The setting {key!r} is not written like_this.")
            demand(len(setting.help.split()) > 1, f"Say in a sentence what the setting {key!r} is for: help=….")
            demand(not setting.required or setting.default is None, f"{key!r} must be given, so it has no default.")
            if setting.choices and setting.default is not None and setting.kind == "text":
                demand(setting.default in setting.choices, f"The default of {key!r} is none of its choices.")

    def test_secrets_are_marked(self, stand: GatewayStand) -> None:
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

    def test_a_misspelt_setting_is_refused(self, stand: GatewayStand) -> None:
        """A setting that the schema does not know has to be refused; declare each in ``Factory(settings=…)``."""
        given = {**stand.peer.settings(stand.peer.url), "no_such_setting": "x"}
        error = error_of(lambda: _built(stand, given))
        demand(error is not None, "A setting of an unknown name was taken.")

    def test_it_has_every_method_of_a_gateway(self, stand: GatewayStand) -> None:
        """A method of the contract is missing, or takes other arguments."""
        missing = missing_methods("gateways", stand.raw)
        demand(not missing, f"The gateway has no {', '.join(missing)}; the contract is panel_refunds.ports.Gateway.")
        shapes = {
            name: promised.__code__.co_argcount - 1
            for name, promised in vars(Gateway).items()
            if callable(promised) and not name.startswith("_")
        }
        for name, count in shapes.items():
            _takes(getattr(stand.raw, name), name, count)

    def test_the_address_is_a_setting(self, stand: GatewayStand) -> None:
        """The vendor's address cannot be changed, so the adapter can be tried only with real money.

        Make it a setting whose default is the vendor's own, and hand it to ``http_client(base_url=…)``.
        """
        given = stand.peer.settings("http://127.0.0.1:1")
        keys = [key for key, value in given.items() if any("127.0.0.1:1" in text for text in leaves(value))]
        if stand.capabilities.refund != "manual":
            demand(keys, "The peer's settings do not name the address that they are given.")
        for key in keys:
            default = stand.factory.settings[key].default
            demand(
                default is None or stand.factory.settings[key].required or str(default).startswith("https://"),
                f"The default of {key!r} is the vendor's own address, with https.",
            )


def _built(stand: GatewayStand, given: dict[str, object]) -> None:
    try:
        stand.build(given=given)
    except BrokenContractError as error:  # the host refused the settings, which is what is wanted here
        raise ValueError(str(error)) from None


def _takes(method: object, name: str, count: int) -> None:
    import inspect

    try:
        inspect.signature(method).bind(*range(count))  # type: ignore[arg-type]  # callable, as was looked at before
    except TypeError as error:
        broken(f"{name} does not take what the contract hands it: {error}.")
