"""Tests of data/, and the oracle of verdicts."""
