// Where a signed-in customer goes to see what can be refunded, without a call: a token that the panel makes itself.
//
// Put refundLink behind the button in your panel, for the customer of the session and for nobody else. Needs Node.js
// 18 or later; from the environment: REFUNDS_SITE (the host of the pages) and REFUNDS_TOKEN_KEY (the secret of 32
// letters or more that [portal.tokens] refers to, with algorithm = "HS256" and issuer = "my-panel").
import { createHmac, randomUUID } from "node:crypto";

const part = (told) => Buffer.from(JSON.stringify(told)).toString("base64url");

export function refundLink(customer, page = "/") {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "my-panel",
    aud: process.env.REFUNDS_SITE,
    sub: customer,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
  };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  const signature = createHmac("sha256", process.env.REFUNDS_TOKEN_KEY).update(signed).digest("base64url");
  return `https://${process.env.REFUNDS_SITE}/enter/${signed}.${signature}?next=${encodeURIComponent(page)}`;
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith("refund_token.mjs")) {
  console.log(refundLink(process.argv[2]));
}
