"""Asking providers and keeping their raw answers; knows no table."""
