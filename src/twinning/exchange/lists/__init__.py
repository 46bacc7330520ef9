"""Lists of ties in and out of spreadsheets and registers: read, understood, found, reconciled, written."""
