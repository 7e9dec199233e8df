"""The page of sources: who published what is shown, under which licence, and what to mind."""
