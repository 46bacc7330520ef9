"""What must hold of a change, what is unlikely in it, and what is said of it."""
