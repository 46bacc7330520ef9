"""The database: models, engine and sessions, migrations. Nothing above this package writes SQL text."""
