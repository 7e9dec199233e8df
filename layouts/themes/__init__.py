"""The page of all themes: how each fares, against the goals, and when they were raised."""
