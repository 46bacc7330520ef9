"""A register of sister-city relationships: a relational database and a command line over it."""

__version__ = "0.1.0"
