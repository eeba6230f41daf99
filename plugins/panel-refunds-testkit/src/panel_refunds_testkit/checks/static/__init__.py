"""What can be seen of an adapter of any kind: what it declares and keeps, where it reaches, what is seen."""

from panel_refunds_testkit.checks.static.contract import ContractChecks
from panel_refunds_testkit.checks.static.declared import DeclaredChecks
from panel_refunds_testkit.checks.static.kept import KeptChecks
from panel_refunds_testkit.checks.static.quiet import QuietChecks
from panel_refunds_testkit.checks.static.secrets import SecretChecks
from panel_refunds_testkit.checks.static.source import SourceChecks


class AnyKindChecks(DeclaredChecks, ContractChecks, SourceChecks, QuietChecks, SecretChecks, KeptChecks):
    """What holds for every kind."""
