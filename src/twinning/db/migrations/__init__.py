"""The schema's revisions: going up and down, comparing, and what a database says of itself."""
