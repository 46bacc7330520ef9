"""The register from Python: what the commands give, typed, without a command line. `import twinning` offers it.

- `register`: opening a register, and transactions
- `reading`: what can be asked; `filters`: what lists can be narrowed by; `reports`: what a report can be asked for
- `writing`: what can be changed
- `words`: reading the days, words and countries that callers give
"""
