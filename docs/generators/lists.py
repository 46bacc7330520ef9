"""Reference pages from what the program declares: the columns of every listing, every word, every exit code."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from generators.markdown import MADE, code, prose, spaced, table
from twinning import errors
from twinning.domain import vocabulary
from twinning.domain.agreements.acts import ACT_RULES, ActKind, ActRule
from twinning.domain.meanings import meanings_of
from twinning.errors import ExitCode, TwinningError
from twinning.queries.reports import list_outlines, load_report
from twinning.rows import Meaning, dossiers, exports, imports, partners, records, tracing, upkeep

_GIVEN_BY = {
    "PartnerRow": "list-partners",
    "CityRow": "list-cities",
    "AgreementRow": "list-agreements",
    "OperationRow": "log",
    "ChangeRow": "edit, remove, log show",
    "ProblemRow": "db check",
    "SettingRow": "config show",
    "FindingRow": "doctor",
    "NameRow": "show of a city, section names",
    "TieRow": "show of a city, section agreements",
    "NoteRow": "show of a city, section notes",
    "PartyRow": "show of an agreement, section parties",
    "ActRow": "show of an agreement, section acts",
    "ActivityRow": "list-delegations, list-events, list-programs; show, section activities",
    "ContactRow": "list-contacts; show of a city or an organization, section contacts",
    "CommitmentRow": "list-commitments; show, section commitments",
    "PersonRow": "list-people",
    "OrganizationRow": "list-organizations",
    "SourceListRow": "list-sources",
    "FoundRow": "search",
    "PlaceRow": "show of an activity, section places",
    "InvolvedRow": "show of an activity, sections people and organizations",
    "ExpenseRow": "show of an activity, section expenses",
    "PostRow": "show of a person or an organization, section posts",
    "PersonActRow": "show of a person, section acts",
    "CitationRow": "show of a source, section citations",
    "ClaimRow": "show, section claims",
    "InferredRow": "show, section inferred",
    "SourceRow": "show, section sources",
    "ContradictionRow": "show, section contradictions",
    "DecisionRow": "prefer; show, section decided",
    "StatusSpanRow": "show of an agreement, section spans",
    "SuccessionRow": "show of a city, sections predecessors and successors",
    "InheritedTieRow": "show of a city, section inherited_agreements",
    "DatedActRow": "report annual and report partner-brief, section acts",
    "MetPersonRow": "report partner-brief, section people",
    "MergedValueRow": "merge-city, merge-agreement, merge-person, section given_up",
    "DifferenceRow": "db check --against",
    "ErasedRow": "erase-person",
    "GuideRow": "help",
    "ExplainedRow": "report … --explain",
    "ReadColumnRow": "import, section columns",
    "ImportedRow": "import, section first_rows",
    "RejectedRow": "import, section rejects",
    "UnknownCountryRow": "import, section unknown_countries",
    "NewCityRow": "import, section new_cities",
    "DoubtfulCityRow": "import, section look_at",
    "UnlistedRow": "import, section unlisted",
    "ExportedTieRow": "export of ties: CSV, TSV, XLSX",
}
_TYPES = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "Several": "several"}
_TYPES["str | int | float | bool | twinning.rows.Several"] = "whatever the field holds"
_TYPES["str | int | float | bool"] = "a number, text, or yes or no"


def column_page() -> str:
    """Return the page of columns."""
    introduction = (
        "# Columns\n\nThe columns of every listing, in their order. Names are stable, and the same in every format. A"
        " narrow terminal leaves out what has no room, every other format has all."
        "\n\n"
        "- A *date* is [EDTF](../recording.md#dates). In JSON it is an object: `text`, which is that; `earliest` and"
        " `latest`, its first and last possible day, `null` where it has no bound; and `doubtful`.\n"
        "- *Several* values are a list in JSON, and have semicolons between them elsewhere. A city or country in such a"
        " list is an object in JSON, with `name`, `key`, `country_code` and, in an activity, its `role`; elsewhere it"
        " is its name, and a column of its own has the keys.\n"
    )
    return MADE + introduction + "".join(_row_class(heading, each) for heading, each in _row_classes().items())


def _row_classes() -> dict[str, Any]:
    """Return the row classes by what gives them: those of the commands, those of the reports, and any others."""
    families = (partners, records, dossiers, upkeep, tracing, imports, exports)
    rows = (each for family in families for each in vars(family).items())
    declared = {name: each for name, each in rows if name.endswith("Row") and is_dataclass(each)}
    reports = {f"report {each.name}": load_report(each.name).row_class for each in list_outlines()}
    given = {heading: declared.pop(name) for name, heading in _GIVEN_BY.items()}
    return given | reports | {spaced(name.removesuffix("Row")): each for name, each in declared.items()}


def _row_class(heading: str, row_class: Any) -> str:
    columns = [(code(column.name), *_typed(column)) for column in fields(row_class)]
    header = ("column", "holds", "may be empty")
    return f"\n## {heading}\n\n{prose(row_class.__doc__)}\n\n{table(header, columns)}"


def _typed(column: Any) -> tuple[str, str]:
    plain = re.sub(r"<class '(?:\w+\.)*(\w+)'>", r"\1", str(column.type))
    kind = "date" if column.metadata.get("means") is Meaning.DATE else _TYPES[plain.removesuffix(" | None")]
    return kind, "yes" if plain.endswith(("| None", "Several")) else ""


def word_page() -> str:
    """Return the page of words. Raises ValueError where a word has no meaning, or a meaning no word."""
    introduction = (
        "# Vocabulary\n\nEvery word from a list, as the database stores it and the commands take it. On the command"
        " line a hyphen does for an underscore (`sister-city`), and case does not matter.\n"
    )
    lists = (each for each in vars(vocabulary).values() if isinstance(each, type) and each.__base__ is StrEnum)
    return MADE + introduction + "".join(map(_word_list, lists)) + _act_list()


def _word_list(words: Any) -> str:
    lines = [(code(word), meaning) for word, meaning in meanings_of(words).items()]
    return f"\n## {spaced(words.__name__)}\n\n{prose(words.__doc__)}\n\n{table(('word', 'means'), lines)}"


def _act_list() -> str:
    """Return the kinds of acts, with the status that each leads to."""
    header = ("word", "means", "then the agreement is")
    lines = [(code(kind.value), ACT_RULES[kind].meaning, _then(ACT_RULES[kind])) for kind in ActKind]
    return f"\n## {spaced(ActKind.__name__)}\n\n{prose(ActKind.__doc__)}\n\n{table(header, lines)}"


def _then(rule: ActRule) -> str:
    if rule.leads_to is None:
        return "as before"
    return code(rule.leads_to.value) + (" for that party" if rule.leaves else "")


def exit_code_page() -> str:
    """Return the page of exit codes. Raises ValueError where one has no meaning."""
    introduction = (
        "# Exit codes\n\nWhat `twinning` answers to the shell. An error is a line on standard error, `error:` with what"
        " is wrong, and often a second one, `hint:` with what to do next. A program that uses the library catches the"
        " exception instead: all are in `twinning.errors` and derive from `TwinningError`.\n\n"
    )
    meanings = meanings_of(ExitCode)
    lines = [(str(int(each)), meanings[each.name.lower()], ", ".join(_exceptions(each))) for each in ExitCode]
    return MADE + introduction + table(("code", "meaning", "exception"), lines)


def _exceptions(exit_code: ExitCode) -> Iterator[str]:
    for name, each in vars(errors).items():
        is_error = inspect.isclass(each) and issubclass(each, TwinningError) and each is not TwinningError
        if is_error and each.exit_code is exit_code:
            yield code(name)
