"""What a query leads to, as a short list and as a page."""
