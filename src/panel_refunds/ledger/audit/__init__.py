"""The audit of one wallet: its facts against each other, every fault at once, as values. Nothing is repaired here."""
