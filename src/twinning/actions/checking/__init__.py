"""The rules for changes: what is required, what is unlikely, and the notes about them."""
