"""Tests of builds and their checks."""
