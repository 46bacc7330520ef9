"""What a terminal is asked for, and how the answers are read.

- `prompts`: single values, a choice among records, and a yes or no
- `questions`: all that a new record needs, one question after another
"""
