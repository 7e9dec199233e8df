"""The page of doubts about published values."""
