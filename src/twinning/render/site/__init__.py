"""A public site: pages that work without a script and load nothing from elsewhere, the same bytes for the same day.

It knows rows, never the database, and no folder: it gives the content of files by their paths in the site.

- `records`: the pages of records; `documents`: those of lists and reports, and the home page
- `frame`: what all pages share; `words`: what they say besides data; `addresses`: where each page is
- `cells`, `elements`: rows as links and as HTML
- `searching`: the index of the site's search; `linked_data`: what search engines read
"""
