"""Pictures as SVG: maps, timelines and charts, alone or within a page."""
