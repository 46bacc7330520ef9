"""Putting a public site together: what is published, its pages and its downloads, into one folder."""
