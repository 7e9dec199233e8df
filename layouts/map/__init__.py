"""The map page: any indicator in any year, for every state."""
