"""From raw answers to the tables: one build, its checks, and what is said of it."""
