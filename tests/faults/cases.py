"""The commands that are ended and hindered, each on a copy of the same small world."""

from dataclasses import dataclass

from faults.places import PERSON


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and the register that it works on."""

    name: str
    line: str
    register: str = "register"
    forgets: str | None = None

    def words(self, *, is_served: bool) -> list[str]:
        """Return the command's words; of a server, a backup is a folder."""
        ending = "" if is_served else ".db"
        return [word.format(ending=ending, person=PERSON) for word in self.line.split("|")]


CASES = (
    Case("add-agreement", "add-agreement|Busan|Alpha|--kind|sister-city|--signed|2001|--signatory|Busan: Kim, Mayor"),
    Case("edit", "edit|cairo-eg|--admin1|Cairo|--add-name|ko: 카이로"),
    Case("merge-city", "merge-city|alpha-kr|busan-kr|--yes"),
    Case("erase-person", "erase-person|{person}|--yes", forgets=PERSON),
    Case("undo", "undo|--yes"),
    Case("import", "import|package"),
    Case("db init", "db|init|--empty", register="new"),
    Case("db upgrade", "db|upgrade", register="old"),
    Case("db backup", "db|backup|copy{ending}"),
    Case("db restore", "db|restore|kept{ending}|--yes"),
    Case("db restore FOLDER", "db|restore|export|--yes"),
    Case("export", "export|export"),
    Case("list-cities -o", "list-cities|-o|cities.csv"),
)
