"""The page that opens one verdict: points, steps, limits, other settings."""
