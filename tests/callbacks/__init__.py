"""Tests of callbacks/: what an address or a request answers."""
