"""The search: what can be found, its words and places, and how well each thing answers."""
