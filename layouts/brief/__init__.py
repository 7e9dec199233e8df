"""A country on two A4 pages: chosen from its profile, every number with a note on its rows."""
