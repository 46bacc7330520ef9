"""Where output goes: standard output, a pager, or a file that nothing half written takes the place of."""
