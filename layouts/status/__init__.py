"""The status map: the verdicts on one indicator in every country."""
