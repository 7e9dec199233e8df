"""Tests of layouts/: what pages and files say."""
