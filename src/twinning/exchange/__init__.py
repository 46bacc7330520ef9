"""Files into the register, and the register into files.

What comes in:

- `lists`: lists of ties, from spreadsheets and from Wikidata; begin with its map
- `records`: spreadsheets of activities, people and the like, and lists that were exported and corrected
- `package`: data packages, which go out as well: the register whole, one CSV a table
- `joining`: which recorded agreement is meant, by one rule for lists and packages
- `foreign_files`: opening files that a stranger may have made

What goes out:

- `exports`: one file, in a format for other tools
- `site_folder`: the folder of a published site, and `serving`: that site on this machine

Registers as a whole:

- `seeding`: new ones; `upgrading`: a backup, then a newer schema; `restoring`: what a backup holds
"""
