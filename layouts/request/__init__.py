"""What is asked for: the pages, the keys of their addresses, and the state they spell."""
