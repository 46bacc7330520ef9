"""Every command: where it is and what help says of it, so that help and completion load none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from twinning.errors import UsageError

_LOOK, _RECORD, _REPORT, _EXCHANGE, _DATABASE, _HELP = "Look", "Record", "Report", "Exchange", "Database", "Help"


@dataclass(frozen=True, slots=True)
class Command:
    """A command or a group of commands: its panel in the help, its module and name in `cli.commands`, its summary.

    The summary is the first sentence of the command's own help; a test compares the two.
    """

    panel: str
    target: str
    summary: str

    def load(self) -> Any:
        """Return the command's function, or the group's Typer."""
        module, _, name = self.target.partition(".")
        return getattr(import_module(f"twinning.cli.commands.{module}"), name)

    @property
    def is_group(self) -> bool:
        """Whether it is a group of commands."""
        return self.target.endswith(".app")


COMMANDS = {
    "list-partners": Command(
        _LOOK,
        "list_partners.list_partners",
        "List a city's partners: who, since when, of what rank, and whether it is still in force.",
    ),
    "list-cities": Command(
        _LOOK,
        "lists.list_cities",
        "List the cities of the register, with how many agreements each is or was a party to.",
    ),
    "list-agreements": Command(
        _LOOK,
        "lists.list_agreements",
        "List agreements: their parties, their rank, and their status. The days are those of the first signing.",
    ),
    "list-delegations": Command(
        _LOOK, "lists.list_delegations", "List delegations: visits of people who act for a city."
    ),
    "list-events": Command(_LOOK, "lists.list_events", "List events: exhibitions, meetings, declared days."),
    "list-programs": Command(
        _LOOK, "lists.list_programs", "List exchange programmes: training, internships, expeditions, camps."
    ),
    "list-people": Command(
        _LOOK, "lists.list_people", "List people: what they are or were, and how often they signed or took part."
    ),
    "list-organizations": Command(
        _LOOK,
        "lists.list_organizations",
        "List organizations: for which city they act, and what they have a part in.",
    ),
    "list-contacts": Command(
        _LOOK, "lists.list_contacts", "List contacts: whom to reach at which office, and until when that holds."
    ),
    "list-commitments": Command(
        _LOOK,
        "lists.list_commitments",
        "List commitments: who owes what to whom, by when. The days are those on which they are due.",
    ),
    "list-sources": Command(_LOOK, "lists.list_sources", "List sources: documents, and how much rests on each."),
    "search": Command(
        _LOOK,
        "search.search",
        "Find a text in every record, and say where it stands. Case, accents and width do not matter.",
    ),
    "show": Command(
        _LOOK,
        "show.show",
        "Show everything about a city, an agreement or any other record, with its sources and what contradicts them.",
    ),
    "add-city": Command(_RECORD, "add.add_city", "Add a city, province, state or whatever else can sign."),
    "add-agreement": Command(_RECORD, "add.add_agreement", "Add an agreement between two or more cities."),
    "add-delegation": Command(_RECORD, "add.add_delegation", "Add a delegation: a visit of people who act for a city."),
    "add-event": Command(_RECORD, "add.add_event", "Add an event: an exhibition, a meeting, a declared day."),
    "add-program": Command(
        _RECORD, "add.add_program", "Add an exchange programme: training, internships, expeditions, camps."
    ),
    "add-person": Command(_RECORD, "add.add_person", "Add a person, with the posts that they hold or held."),
    "add-organization": Command(
        _RECORD, "add.add_organization", "Add an organization: a foundation, an agency, a company, a museum."
    ),
    "add-commitment": Command(
        _RECORD, "add.add_commitment", "Add a commitment: what a city promised in an agreement or at an activity."
    ),
    "add-source": Command(
        _RECORD,
        "add.add_source",
        "Add a source: an article, a register, a page, or the paper itself with its languages, shelf mark and file.",
    ),
    "edit": Command(_RECORD, "edit.edit", "Change a record, and show what differs."),
    "remove": Command(
        _RECORD,
        "remove.remove",
        "Remove a record with its names, acts, places and citations, unless something else refers to it.",
    ),
    "record-act": Command(_RECORD, "acts.record_act", "Record what happened to an agreement."),
    "renew-agreement": Command(_RECORD, "acts.renew_agreement", "Renew an agreement, for a term or for good."),
    "suspend-agreement": Command(
        _RECORD,
        "acts.suspend_agreement",
        "Suspend an agreement: it is neither in force nor ended until it is resumed or renewed.",
    ),
    "end-agreement": Command(_RECORD, "acts.end_agreement", "End an agreement, together or by one party."),
    "upgrade-agreement": Command(
        _RECORD, "acts.upgrade_agreement", "Upgrade an agreement: a new one between the same cities takes its place."
    ),
    "merge-city": Command(
        _RECORD,
        "merge.merge_city",
        "Merge a duplicate record of a city into the one that stays. The duplicate's key then finds that one.",
    ),
    "merge-agreement": Command(
        _RECORD,
        "merge.merge_agreement",
        "Merge a duplicate record of an agreement into the one that stays. Its key then finds that one.",
    ),
    "merge-person": Command(
        _RECORD,
        "merge.merge_person",
        "Merge a duplicate record of a person into the one that stays. Its key then finds that one.",
    ),
    "succeed-city": Command(
        _RECORD,
        "succeed_city.succeed_city",
        "Record a municipal merger or split: agreements stay with the old cities, and show under the new one as such.",
    ),
    "prefer": Command(
        _RECORD,
        "prefer.prefer",
        "Decide what is recorded where sources disagree. What the other sources state is kept beside it.",
    ),
    "erase-person": Command(
        _RECORD,
        "erase_person.erase_person",
        "Remove a person's data everywhere, from the log as well. This cannot be undone.",
    ),
    "log": Command(
        _RECORD, "log.log", "Show what was done: who, when, what; and each value that one operation changed."
    ),
    "undo": Command(
        _RECORD,
        "undo.undo",
        "Take back what one command changed. That is an operation too: undoing it brings the change back.",
    ),
    "report": Command(_REPORT, "report.app", "Reports for a council."),
    "import": Command(
        _EXCHANGE,
        "import_files.import_files",
        "Import a list of ties from a spreadsheet, or a data package.",
    ),
    "import-wikidata": Command(
        _EXCHANGE,
        "import_wikidata.import_wikidata",
        "Import Wikidata's statements that places are twinned: each counts as the word of the place it is about.",
    ),
    "wikidata-query": Command(
        _EXCHANGE,
        "wikidata_query.wikidata_query",
        "Print the query that Wikidata is asked for the ties of cities or of a country, in SPARQL.",
    ),
    "export": Command(
        _EXCHANGE,
        "export.export",
        "Export the whole register but its history as a data package, or its ties as a file for other tools.",
    ),
    "publish": Command(
        _EXCHANGE,
        "publish.publish",
        "Publish the register as a site that any web server can serve: pages, a calendar, downloads.",
    ),
    "serve": Command(_EXCHANGE, "serve.serve", "Show a published site in the browser of this machine, and only there."),
    "map": Command(
        _EXCHANGE,
        "map.draw_map",
        "Draw a city's partners on a map of the world; without a city, every tie of the register.",
    ),
    "db": Command(_DATABASE, "db.app", "The register's database."),
    "config": Command(_DATABASE, "config.app", "The settings."),
    "help": Command(_HELP, "help.show_help", "Show a guide to a task, or a page of the reference."),
    "doctor": Command(
        _HELP,
        "doctor.doctor",
        "Show what others need to know to help you: versions, folders, whether the register is sound, the terminal.",
    ),
}

HELP_OF_RECORD = {"edit": Command(_RECORD, "edit.describe_edit", "Show the options of `edit` for one record.")}
"""What stands for a command when its help is asked for with a record."""

_OTHER_WORDS = {
    "list": ("ls", "dir", "all"),
    "add": ("new", "create", "insert"),
    "edit": ("change", "update", "set", "modify"),
    "remove": ("rm", "del", "delete"),
    "show": ("get", "view", "info", "cat", "describe"),
    "search": ("find", "grep", "query"),
    "log": ("history", "changes"),
    "undo": ("revert",),
    "db": ("database",),
    "db init": ("init",),
    "db upgrade": ("upgrade", "migrate"),
    "db status": ("status",),
    "db check": ("check",),
    "db backup": ("backup",),
    "db restore": ("restore",),
    "db seed": ("seed",),
    "db reindex": ("reindex", "rebuild"),
    "config": ("settings", "set-config"),
    "report": ("reports",),
    "report annual": ("year", "yearly"),
    "report partner-brief": ("brief",),
    "report anniversaries": ("birthdays", "jubilees"),
    "report costs": ("expenses",),
    "record-act": ("add-act", "sign", "sign-agreement"),
}
"""What people type for a command, or for the beginning of commands, that is called otherwise."""

ADDED_BY_EDIT = frozenset(
    f"add-{word}" for word in ("claim", "contact", "expense", "field", "identifier", "name", "place", "post")
)
"""What people type for an option of `edit`: what a record can have several of is added with one."""


def check_command(words: Sequence[str]) -> None:
    """Raise UsageError for a command or a report that there is not, with those that may have been meant."""
    word, following = (*words, "", "")[:2]
    if word == "report" and following and not following.startswith("-"):
        return _check_report(following)
    if not word or word.startswith("-") or word in COMMANDS:
        return None
    from twinning.domain.names import quote

    hint = _meant(_commands_like(word.lower(), following))
    raise UsageError(f"there is no command {quote(word)}", f"{hint}`twinning --help` lists all commands")


def _check_report(word: str) -> None:
    from twinning.domain.names import quote
    from twinning.queries.reports import report_names

    if word in report_names():
        return
    meant = [name for name, others in _OTHER_WORDS.items() if word.lower() in others and name.startswith("report ")]
    hint = _meant(meant or _reports_like(word.lower()))
    raise UsageError(f"there is no report {quote(word)}", f"{hint}`twinning report --help` lists them")


def _meant(names: Sequence[str]) -> str:
    return f"did you mean {', '.join(names)}? " if names else ""


def _commands_like(word: str, following: str) -> list[str]:
    """Return the commands that somebody may have meant: `list cities`, `list`, `ls`, `lst-cities`."""
    from twinning.domain.names import nearest

    begun = next((name for name, others in _OTHER_WORDS.items() if word in others), word)
    whole = begun if " " in begun else f"{begun}-{following}"
    if " " in begun or whole in COMMANDS:
        return [whole]
    if word in ADDED_BY_EDIT:
        return [f"edit REF --{word} …"]
    begin_so = [name for name in COMMANDS if begun and name.startswith(begun)]
    return begin_so or [*nearest(word, COMMANDS, limit=3), *_reports_like(word)]


def _reports_like(word: str) -> list[str]:
    """Return the reports that somebody may have meant: `partner`, `anniversary`."""
    from twinning.domain.names import nearest
    from twinning.queries.reports import report_names

    names = report_names()
    having = [name for name in names if word in name.split("-")]
    return [f"report {name}" for name in dict.fromkeys([*having, *nearest(word, names, limit=2)])]
