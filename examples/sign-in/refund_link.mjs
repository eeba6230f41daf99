// Where a signed-in customer goes to see what can be refunded: a link that opens their pages once.
//
// Put refundLink behind the button in your panel, for the customer of the session and for nobody else. Needs Node.js
// 18 or later; from the environment: REFUNDS_API (http://127.0.0.1:8086), REFUNDS_KEY (a key with the scope
// "requests") and REFUNDS_SITE (your panel's host).
import { randomUUID } from "node:crypto";

export async function refundLink(customer, page = "/") {
  const answer = await fetch(`${process.env.REFUNDS_API}/api/v1/portal-sessions`, {
    method: "POST",
    headers: {
      "Authorization": `Bearer ${process.env.REFUNDS_KEY}`,
      "Content-Type": "application/json",
      "Idempotency-Key": randomUUID(),
    },
    body: JSON.stringify({ customer, site: process.env.REFUNDS_SITE, next: page }),
    signal: AbortSignal.timeout(10_000),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${told.code}: ${told.detail}`);
  return told.url;
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith("refund_link.mjs")) {
  console.log(await refundLink(process.argv[2]));
}
