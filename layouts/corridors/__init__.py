"""The page of corridors: who comes from where, and what joins two places."""
