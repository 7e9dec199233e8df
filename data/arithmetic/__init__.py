"""What may be added, averaged or compared, and why not."""
