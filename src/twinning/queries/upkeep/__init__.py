"""How the register is: the rules that `db check` proves, its health, its numbers."""
