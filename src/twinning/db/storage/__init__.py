"""Where registers lie: addresses, files, backups, and putting them in their place whole."""
