"""Tests of asking: the HTTP client and the raw answers on disk."""
