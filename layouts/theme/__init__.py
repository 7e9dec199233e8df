"""The page of one consultation theme and its evidence chain."""
