"""One area told from the tables: sentences, figures and rows for a page, a brief or a file."""
