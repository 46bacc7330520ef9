"""Rows in an order, with some of their columns, as many as are wanted, and one after another."""
