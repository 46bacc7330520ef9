"""How `import` goes about a file: read, tried, shown, and written once somebody agreed."""
