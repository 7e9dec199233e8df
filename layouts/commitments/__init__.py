"""The page of what states promised: one promise at a time, in every country."""
