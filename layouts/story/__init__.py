"""The slides of one story."""
