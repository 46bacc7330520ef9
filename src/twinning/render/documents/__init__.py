"""Files of every format, for people and for programs, and how this program knows its own."""
