"""What is read aloud and in print: visible strings, numbers, dates, units. Knows no request."""
