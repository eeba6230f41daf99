"""Where a signed-in customer goes to see what can be refunded: a link that opens their pages once.

Put ``refund_link`` behind the button in your panel, for the customer of the session and for nobody else. Needs
nothing but Python; from the environment: REFUNDS_API (http://127.0.0.1:8086), REFUNDS_KEY (a key with the scope
``requests``) and REFUNDS_SITE (your panel's host).
"""

import json
import os
import sys
import uuid
from urllib.request import Request, urlopen


def refund_link(customer: str, page: str = "/") -> str:
    """The address to send this customer's browser to, at once: it is good for five minutes."""
    asked = Request(
        os.environ["REFUNDS_API"] + "/api/v1/portal-sessions",
        data=json.dumps({"customer": customer, "site": os.environ["REFUNDS_SITE"], "next": page}).encode(),
        headers={
            "Authorization": "Bearer " + os.environ["REFUNDS_KEY"],
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
        },
    )
    with urlopen(asked, timeout=10) as answer:
        return json.load(answer)["url"]


if __name__ == "__main__":
    print(refund_link(sys.argv[1]))
