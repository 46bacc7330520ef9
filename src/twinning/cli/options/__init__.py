"""Options that several commands share, and how their values reach the command."""
