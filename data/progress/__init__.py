"""Judging progress towards the targets: methods, guards, settings. Must not import pandas."""
