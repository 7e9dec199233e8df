"""Readers of formats that know no provider, and tables held as codes."""
