"""The page of one country or territory, and the same page of a region or a group."""
