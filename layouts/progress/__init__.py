"""Verdicts read for a page and put into words; charts and pages start from these. No components."""
