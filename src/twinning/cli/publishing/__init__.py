"""Putting a public site together in one folder. Begin with `publishing`.

- `publication`: what is published; `files`: all files of the site, in order
- `lists`: the lists, the reports and the home page; `downloads`: what can be taken along
"""
