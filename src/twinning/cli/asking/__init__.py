"""What a terminal is asked for, and how the answers are read."""
