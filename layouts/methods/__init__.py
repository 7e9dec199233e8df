"""The methods page: how verdicts and links come about, and the sources."""
