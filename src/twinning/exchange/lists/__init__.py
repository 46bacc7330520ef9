"""Lists of ties and other records: reading files, finding the records they name, comparing, writing."""
