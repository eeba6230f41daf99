"""What comes in over HTTP: parse it strictly, find out who asks, call one flow, show what came of it."""
