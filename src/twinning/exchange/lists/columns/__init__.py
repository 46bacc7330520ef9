"""What the columns and words of a list mean."""
