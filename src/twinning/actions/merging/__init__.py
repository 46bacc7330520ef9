"""Making one record of two that were the same all along."""
