"""The page that lists the stories."""
