"""What carries the commands: options that several of them share, and what becomes of them."""
