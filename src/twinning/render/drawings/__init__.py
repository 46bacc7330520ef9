"""Pictures as SVG, alone or within a page. `picture` draws those of a document, and `raster` makes PNG of one.

- maps: `world_map`, and the small `locator` of a site; of `land`, `projection`, `marks`, and `rooms` for names
- `timeline`, and the `bars` of charts
- `svg`: elements and the width of texts; `colors`: which colour stands for what
"""
