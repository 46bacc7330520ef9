"""Taking back.

- `removing`: a record with what belongs to it, unless something else refers to it
- `undoing`: an operation, by a new operation
- `erasing`: a person, from the log as well; `log_redaction`: what then stands in the log
"""
