"""Options that several commands share, and how their values reach the command.

- `signatures`: the one place that gives a command further options; all decorators below rest on it
- `output`: `@with_output`; `listing`: `@with_listing`; `filters`: `@with_filters`; `writing`: `@with_writing`
- `inputs`: the options of `add-…` and `edit`, from the inputs; `lists`: those of `import`
- `general`: those that every command takes (`--db`, `--quiet`)
- `arguments`, `words`, `paths`: single options that several commands declare alike
- `unknown`: what to say to an option that there is not
"""
