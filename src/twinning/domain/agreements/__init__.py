"""What an agreement was and is on a day: its acts and their rules, its status, its spans."""
