"""What no message and no log repeats: passwords, and what was recorded of people."""
