"""The tables and reference lists of Throughline, and the only code that reads them."""
