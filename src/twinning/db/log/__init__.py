"""The log: what every operation changed, and the digests of the rows that it wrote."""
