"""Wikidata's statements that places are twinned, from files and from Wikidata itself."""
