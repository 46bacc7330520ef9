"""What a terminal shows: tables that fit its width, bars, guides, and messages on standard error."""
