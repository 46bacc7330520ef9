"""The register from Python: what the commands give, typed, without a command line. `import twinning` offers it."""
