"""Completion, straight from the file."""
