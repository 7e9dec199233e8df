"""The page of accessibility."""
