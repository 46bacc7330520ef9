"""The command line: thin commands. No SQL and no formatting here. Begin with `main`, which runs one command.

- `commands`: one file a noun; `registry`: where each is, and its summary; `application`: loads the one that is called
- `options`: options that commands share; `context`: the database, who works, and whether it may ask
- `asking`: questions at a terminal; `output`: where output goes; `completion`: the Tab key
- `importing`, `publishing`: the course of `import` and of `publish`, which are more than a command's dozen lines
- `first_use`: the register that is made when there is none; `interruptions`: what Ctrl-C left; `passwords`: never told;
  `help_texts`: docstrings as help
"""
