"""The map of verdicts: the verdicts on one indicator in every country."""
