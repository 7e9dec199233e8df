"""The comparing page: one indicator, many areas."""
