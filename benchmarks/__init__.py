"""Side by side: the product's work against the least work that does the same, in one run, as ratios."""
