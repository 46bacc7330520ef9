"""What a search rests on: the folded texts of rows and their index, how rows are found by them, whether they fit."""
