"""What is known of files that people give: their encodings, their paths, and what a spreadsheet runs."""
