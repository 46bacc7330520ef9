"""Finding the city that each place of a list means, and recording new ones."""
