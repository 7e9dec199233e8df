"""The page of coverage: what figures there are, and what of countries can be judged."""
