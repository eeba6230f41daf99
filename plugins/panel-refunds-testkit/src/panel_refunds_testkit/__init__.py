"""The conformance kit: what an adapter has to show before somebody else's money goes through it."""
