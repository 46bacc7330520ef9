"""Values and rules that need no database: vocabulary, dates, names, countries, status. Standard library first."""
