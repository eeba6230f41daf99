"""The demo: a few days with refunds at one panel, played on the real product.

A fresh folder, the shipped tenant ``smmpanelus`` with its own policy, an upstream panel that answers over HTTP, the
flows, the books, the audit and the HTTP service. Three things are stage props: the cards are taken by a
fake Stripe (or by Stripe itself, with the key of a test account), the provider's address is the demo's own panel, and
the clock stands at the time of each event. ``play`` tells the story;
every figure that it shows is checked.
"""
