"""Pictures as SVG: timelines and charts, alone or within a page."""
