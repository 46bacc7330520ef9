"""What lists and data packages share where they meet what is recorded."""
