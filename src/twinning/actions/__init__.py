"""Writes: each takes a session and plain input, flushes, and never commits."""
