"""What keeps the documentation true: pages made from the program, and the commands that pages show."""
