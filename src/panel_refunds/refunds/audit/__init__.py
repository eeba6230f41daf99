"""The audit of what goes back: refunds, attempts, requests and disputes of one wallet, against its journal. Pure."""
