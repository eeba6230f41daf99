r"""The phrases by which panels' error texts are known, one a line.

A row is a code and its phrases; the rows are tried from the top and the first phrase that stands in the text decides.
A phrase is a regular expression over plain words (lower case, one space between, no punctuation), begins at a word, and
may use the parts in ``_PARTS`` by name. A space at the start of a part belongs to it: parts in the middle of a phrase
may be empty.

The order carries meaning: a text that says the panel stumbled, or that the order may exist already, must never be read
as a clear no, because a clear no to placing an order gives its whole charge back.
"""

from __future__ import annotations

import re

_PARTS = {
    # a wrong …, no …, cannot find …
    "<a wrong>": (
        r"(?:invalid|incorrect|wrong|unknown|bad|missing|malformed|non ?existent|no such|not a valid|no|<cannot> find)"
    ),
    "<cannot>": r"(?:can ?not|cant|could ?not|couldnt|unable to|failed to|did not|didnt)",
    # … is not there
    "<is absent>": (
        r"(?:not (?:be )?(?:found|exists?|valid|recogni[sz]ed|correct|yours|belong)|no longer exists?|"
        r"(?:does|do|did)(?: not|nt) (?:exists?|belong)|(?:doesn|don|didn)t (?:exists?|belong)|"
        r"unknown|invalid|incorrect|wrong|missing|non ?existent)"
    ),
    # … is switched off
    "<is off>": (
        r"(?:inactive|deactivated|disabled|suspended|blocked|banned|frozen|locked|closed|terminated|restricted|"
        r"not (?:active|activated|verified|approved|enabled))"
    ),
    # anything that says no to a wish
    "<denied>": (
        r"\b(?:can ?not|cant|could ?not|couldnt|unable|not|no|never|unavailable|unsupported|isnt|arent|doesnt|wont|"
        r"disabled|denied|impossible|rejected|failed|already|too (?:late|early|soon)|expired|over|ended|passed|"
        r"ineligible|forbidden|prohibited|off|yet|pending|in (?:progress|process))\b"
    ),
    # small words between
    "<the> ": (
        r"(?:(?:the|this|that|these|your|any|a|an|of|for|selected|requested|provided|given|specified|entered|with) )*"
    ),
    "< named>": (
        r"(?: (?:id|ids|number|numbers|no|s|with|this|that|the|you|provided|entered|specified|requested|given|was|is|"
        r"are|were|has|have|been|could|[a-z]*[0-9][0-9a-z]*))*"
    ),
    "< being>": (
        r"(?: (?:is|are|was|were|has|have|had|been|be|currently|now|temporarily|permanently|id|ids|you|selected|"
        r"requested|with|this|that|s))*"
    ),
    # what a request is made of
    "<field>": (
        r"(?:requests?|actions?|methods?|param\w*|links?|urls?|quantit(?:y|ies)|data|inputs?|arguments?|values?|formats?|"
        r"user ?names?|comments?|countr(?:y|ies)|fields?|runs?|intervals?|types?|amounts?|posts?|hashtags?|media|"
        r"keywords?|emails?|min|max|minimum|maximum|order (?:type|link|quantity|amount|data|form|url))"
    ),
    "< should>": r"(?: (?:must|should|can|may|does|do|field|quantity|amount|parameter|for|to|too))*",
    "<key>": r"(?:key|apikey|token|credential|signature|login|password)s?",
    "<funds>": r"(?:funds?|balance|money|credits?)",
    "<service>": r"(?:service|package|product)s?",
    "<system>": r"(?:service|api|server|site|system|panel|provider)",
}

# It may exist already: nobody can tell whether this very order is the one that does.
_PERHAPS_PLACED = """
duplicated?
active orders? with
orders? .*already (?:exists?|placed|submitted|received)
"""
_RATE_LIMITED = r"""
too many(?: \w+)? (?:requests?|attempts?|calls?|queries|tries)
rate ?limit\w*
throttl\w*
(?:requests?|calls?|api|quer(?:y|ies)) (?:per \w+ )?(?:limit|quota)\w*
(?:requests?|api|quota) (?:\w+ )?exceeded
limit of (?:api )?(?:requests?|calls?)
requests? too (?:fast|often|frequent\w*)
slow down
flood\w*
"""
_STUMBLED = r"""
internal (?:\w+ )?error
server (?:side )?error
(?:my)?sql\w*|database|pdo\w*
maintenance
gateway
tim(?:e|ed) ?out
http 5[0-9][0-9]
fatal error|\w*exception
^(?:the )?<system>(?: is)?(?: currently)? unavailable$
<system> (?:is )?temporar\w*
<system>(?: is)? (?:busy|down|offline|overloaded|not responding)
"""
_NO_FUNDS = r"""
(?:not (?:\w+ )?enough|insufficient|insuficient|not sufficient|dont have(?: enough)?) (?:\w+ ){0,2}<funds>
(?:low|lack of|without|no) (?:\w+ ){0,2}<funds>
<funds>(?: (?:is|are|was|on|in|your|account|the|too|very))* (?:low|insufficient|not enough|not sufficient)
<funds>(?: (?:is|are|was|on|in|your|account|the))* (?:empty|negative|zero)
exceeds? (?:\w+ ){0,2}(?:balance|funds?)
(?:top up|recharge|refill|add) (?:\w+ ){0,2}(?:balance|funds?|money|account)
saldo insuficiente|sin saldo|fondos insuficientes|yetersiz bakiye|недостаточно средств|solde insuffisant
"""
# Said outright, also in answer to a wish: "cannot refill: order not found".
_NO_ORDER_OUTRIGHT = """
orders?(?: ids?)? (?:was |were |is )?(?:not found|not exists?|does not exist|doesnt exist)
(?:invalid|incorrect|wrong) order ids?
order error (?:invalid|incorrect|wrong) id
pedido n[aã]o encontrado|pedido no encontrado|sipari[sş] bulunamad[ıi]|заказ не найден
"""
_NO_REFILLS = "^no refills?$"
_REFILL_ABSENT = """
<a wrong> <the> refills?(?: (?:task|request))?(?: (?:id|ids|number|found|exists?))*$
refills?(?: (?:task|request))?< named> <is absent>
"""
_REFILL_DENIED = r"""
refill\w*\b.*<denied>
<denied>.*\brefill\w*
(?:no|non) ?refill\w*
"""
_CANCEL_DENIED = r"""
cancel\w*\b.*<denied>
<denied>.*\bcancel\w*
(?:un|non ?)cancell?able
cancel\w* error|error cancel\w*
"""
_NO_ORDER = """
<a wrong> <the> (?:order|task)s?(?: (?:id|ids|number|found|exists?|with|this|that|was|were|not|[a-z]*[0-9][0-9a-z]*))*$
(?:order|task)s?< named> <is absent>
not your order|order of another user
"""
_NO_KEY = r"""
<a wrong> <the> (?:(?:api|access|secret|auth\w*|user) )*<key>\b
<key>(?: \w+){0,4} (?:invalid|incorrect|wrong|missing|required|expired|revoked|disabled|inactive|blocked|empty|unknown)
<key>(?: \w+){0,4} (?:not|doesnt|mismatch)
(?:expired|disabled|inactive|revoked|empty) (?:api )?(?:key|token)
unauthori[sz]ed|unauthenticated|not (?:authori[sz]ed|authenticated|logged in)
authenticat\w*|authori[sz]ation
(?:bad|failed|wrong|invalid|no) auth|auth (?:error|failed|failure|required)
(?:access|permission) (?:is |was )?(?:denied|forbidden)|no (?:permission|access)
^(?:403 )?forbidden$
<a wrong> <the> user(?: id)?$|^user< named> <is absent>
ip(?: address)?(?: \w+){0,6} (?:not|blocked|banned|denied)|(?:unknown|invalid|wrong) ip
chave (?:de )?(?:api )?inv[aá]lida|clave (?:de )?(?:api )?inv[aá]lida|неверный (?:api )?ключ
"""
_ACCOUNT_OFF = """
(?:^|your |^this |^user )(?:panel )?(?:account|user|profile)< being> <is off>
(?:^|your )api(?: access)?< being> <is off>
^(?:you|user)< being> <is off>
^<is off> (?:account|user)
"""
_NO_SERVICE = r"""
<a wrong> <the> <service>(?: (?:id|ids|number|found|selected|provided|[0-9]+))*$
(?:inactive|disabled|unavailable|removed|deleted) <service>(?: (?:id|ids|number|selected|[0-9]+))*$
<service>< named>< being> (?:<is absent>|<is off>|unavailable|no longer \w+)
<service>< named>< being> (?:removed|deleted|paused|stopped|discontinued)
<service>< named>< being> not (?:available|allowed|offered|working|supported)
"""
_PERHAPS_STUMBLED = r"""
(?:try|retry)(?: \w+)? (?:again|later)|retry later
something (?:went|is) wrong|went wrong
(?:unexpected|unknown|unhandled|technical|system|processing|general) (?:error|issue|problem|failure)
(?:connection|network|provider|upstream) (?:error|issue|problem|failure)
^(?:an )?error(?: has)?(?: occurr?ed)?$|error occurr?ed
connection (?:failed|refused|reset|lost)|busy|overloaded|temporar\w*
<cannot> process
"""
_BAD_REQUEST = r"""
<a wrong> <the> <field>\b
<field>< being>< should> (?:required|missing|empty|unknown|invalid|incorrect|wrong|private)
<field>< being>< should> (?:too|less|more|greater|lower|higher|bigger|smaller|below|above)
<field>< being>< should> (?:not|cannot|cant|doesnt|exceeds?)
(?:required|mandatory|unsupported) (?:field|param\w*|value|action|method)s?
(?:less|lower|smaller|more|greater|higher|bigger) than
(?:is|are|field) (?:required|mandatory|missing|empty)
(?:minimum|maximum|min|max)\b.*\b(?:quantity|amount|order|is|allowed|[0-9]+)
(?:min |max )?quantity
(?:out of|not in) range|must be|multiple of|not (?:numeric|a number|an integer)
bad request|validation|method not allowed|not implemented|unprocessable
error (?:link|url|quantity|comments?|runs?|interval|username|min|max)\b
(?:link|url)s? .*(?:private|used|blacklist\w*|not allowed|not supported|broken|unreachable)
private (?:account|profile|link)|(?:account|profile) is private
"""


def _compiled(phrases: str) -> re.Pattern[str]:
    pattern = "|".join(phrases.strip().splitlines())
    for name, part in _PARTS.items():  # a part may use a later one
        pattern = pattern.replace(name, part)
    return re.compile(rf"\b(?:{pattern})")


ROWS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, _compiled(phrases))
    for code, phrases in (
        ("other", _PERHAPS_PLACED),
        ("rate_limited", _RATE_LIMITED),
        ("server_error", _STUMBLED),
        ("insufficient_balance", _NO_FUNDS),
        ("order_not_found", _NO_ORDER_OUTRIGHT),
        ("not_refillable", _NO_REFILLS),
        ("refill_not_found", _REFILL_ABSENT),
        ("not_refillable", _REFILL_DENIED),
        ("not_cancelable", _CANCEL_DENIED),
        ("order_not_found", _NO_ORDER),
        ("auth", _NO_KEY),
        ("account_inactive", _ACCOUNT_OFF),
        ("service_unavailable", _NO_SERVICE),
        ("server_error", _PERHAPS_STUMBLED),
        ("invalid_request", _BAD_REQUEST),
    )
)
