"""A public site: pages that work without a script and load nothing from elsewhere, the same bytes for the same day.

It knows rows, never the database, and no folder: it gives the content of files by their paths in the site.
"""
