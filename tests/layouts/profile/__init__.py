"""Tests of the charts: records, their figures, and their answers over HTTP."""
