"""What is compared with other tools, and at which sizes: README.md holds what was measured."""
