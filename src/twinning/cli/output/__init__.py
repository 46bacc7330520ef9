"""Where output goes: standard output, a pager, or a file that nothing half written takes the place of.

- `streams`: standard output, pipes and devices; `pager`; `files`: files for people
- `progress`: how far long work is; `leftovers`: what a killed run left
"""
