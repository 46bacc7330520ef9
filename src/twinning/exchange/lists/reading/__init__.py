"""Files of rows, whatever their format: text as it stands in the cells, never guessed from its looks."""
