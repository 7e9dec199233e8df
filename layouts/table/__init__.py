"""The table page: published rows, filtered, sorted and downloaded."""
