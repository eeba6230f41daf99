"""Where a signed-in customer goes to see what can be refunded, without a call: a token that the panel makes itself.

Put ``refund_link`` behind the button in your panel, for the customer of the session and for nobody else. Needs
nothing but Python; from the environment: REFUNDS_SITE (the host of the pages) and REFUNDS_TOKEN_KEY (the secret of
32 letters or more that ``[portal.tokens]`` refers to, with ``algorithm = "HS256"`` and ``issuer = "my-panel"``).
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import sys
import time
from urllib.parse import quote


def refund_link(customer: str, page: str = "/") -> str:
    """The address to send this customer's browser to, at once: it is good for five minutes, and once."""
    now = int(time.time())
    claims = {
        "iss": "my-panel",
        "aud": os.environ["REFUNDS_SITE"],
        "sub": customer,
        "iat": now,
        "exp": now + 300,
        "jti": secrets.token_hex(16),
    }
    signed = _part({"alg": "HS256", "typ": "JWT"}) + "." + _part(claims)
    signature = hmac.digest(os.environ["REFUNDS_TOKEN_KEY"].encode(), signed.encode(), hashlib.sha256)
    return f"https://{os.environ['REFUNDS_SITE']}/enter/{signed}.{_base64(signature)}?next={quote(page)}"


def _part(told: dict[str, object]) -> str:
    return _base64(json.dumps(told).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


if __name__ == "__main__":
    print(refund_link(sys.argv[1]))
