"""Pulls public data into data/tables. Never imported by the application."""
