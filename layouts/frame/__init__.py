"""What stands around every page: document, header, footer, the page of an unknown address."""
