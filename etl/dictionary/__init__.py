"""The data dictionary, data/README.md."""
