"""Reads: each takes a session and gives rows. They are Core selects over the models and never write."""
