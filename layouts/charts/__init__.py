"""Figures as plain dictionaries, built from values alone: no I/O, no Dash, no globals."""
