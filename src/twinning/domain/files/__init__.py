"""What is known of files that people give.

- `paths`: paths as people write them; `encodings`: what text that is not UTF-8 may be
- `spreadsheet`: cells that a spreadsheet would run as a formula; `tabs`: cells of tab-separated values
"""
