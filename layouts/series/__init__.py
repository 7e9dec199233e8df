"""One indicator made ready to be seen: numbers, classes, editions and doubts, in words."""
