"""The page of the data table: published rows, filtered, sorted and downloaded."""
