"""What fraud checks, rules and notifiers are tried with: ordinary days, odd ones, and some that should never be."""
