"""The questions of `add-…` at a terminal: each required value until it is valid, and optional ones worth asking for."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

import typer

from twinning.cli.asking.prompts import agrees, answer_to, ask, ask_which, check_given, day, known_by_today
from twinning.cli.context import may_ask, reading
from twinning.cli.options.inputs import metavar_of
from twinning.domain.vocabulary import PlaceRole
from twinning.errors import NotFoundError, UsageError
from twinning.inputs import (
    UNSET,
    ActivityInput,
    AgreementInput,
    CitationInput,
    CityInput,
    DelegationInput,
    InputField,
    PlaceInput,
    RecordInput,
)
from twinning.inputs.declaring import fields_of
from twinning.inputs.kinds import CITY, CITY_OR_COUNTRY, DATE, MOMENT, SOURCE, read_country
from twinning.inputs.reading import read_field, read_sources
from twinning.render.terminal.messages import print_error

AnyRecordInput = TypeVar("AnyRecordInput", bound=RecordInput)

_ALTERNATIVES = {
    "signed": "--signed (or --proposed; --signed '[..2021-05-01]' where a list of that day is all that is known)",
    "start": "--start (or --status)",
}
_DATES = "1966-06-30, 1989-10, 1990~, unknown"
_SEVERAL = "; or , between several"
_ROLES: dict[type[RecordInput], dict[PlaceRole, str]] = {
    DelegationInput: {PlaceRole.SENDER: "Sent by", PlaceRole.HOST: "Received by"},
    ActivityInput: {PlaceRole.HOST: "Held in", PlaceRole.PARTICIPANT: "Also taking part"},
}


@dataclass(frozen=True, slots=True)
class Asked(Generic[AnyRecordInput]):
    """A new record with what was answered, the cities that are added with it, and whether anything was answered."""

    record: AnyRecordInput
    cities: tuple[CityInput, ...]
    is_answered: bool


def ask_for_missing(context: typer.Context, given: AnyRecordInput) -> Asked[AnyRecordInput]:
    """Return what was given with what somebody at the terminal answers to what is missing.

    Raises UsageError that names all that is missing where nobody can be asked.
    """
    if isinstance(given, AgreementInput) and given.parties:
        given.check_parties()
    missing = _missing(given)
    check_given(context, {_spelt(type(given), name): None for name in missing})
    questions = _Questions(context)
    if isinstance(given, AgreementInput) and may_ask(context):
        given = replace(given, parties=tuple(map(questions.known_party, given.parties)))
    answers: dict[str, Any] = {}
    for name, question in missing.items():
        answers |= questions.answer(type(given), name, question)
    if missing:
        answers |= questions.best_said_too(given)
    return Asked(replace(given, **answers), tuple(questions.cities), bool(missing) or questions.is_changed)


def _missing(given: RecordInput) -> dict[str, str]:
    """Return the fields that a new record cannot do without, and what is asked for them."""
    questions = {each.name: each.question for each in fields_of(type(given)) if each.question}
    missing = {name: question for name, question in questions.items() if getattr(given, name) is UNSET}
    if isinstance(given, ActivityInput) and not given.status and not given.start:
        return missing | {"start": f"When, or its first day ({_DATES})"}
    if not isinstance(given, AgreementInput):
        return missing
    parties = {} if given.parties else {"parties": f"Parties ({_SEVERAL})"}
    dated = given.signed or given.proposed
    return parties | missing | ({} if dated else {"signed": f"Signed on ({_DATES})"})


@dataclass(slots=True)
class _Questions:
    """The questions about one record. `cities` are those to be added; they, and others named instead, change it."""

    context: typer.Context
    cities: list[CityInput] = field(default_factory=list)
    is_changed: bool = False

    def answer(self, input_class: type[RecordInput], name: str, question: str) -> Mapping[str, Any]:
        """Ask for a field until the answer can be; return the values that it gives."""
        if name == "parties":
            return {"parties": ask(question, self._parties, _cities(self.context))}
        declared = next(each for each in fields_of(input_class) if each.name == name)
        if declared.kind in (DATE, MOMENT):
            return self._day(input_class, declared, question)
        return _answer_for(self.context, declared, question)

    def best_said_too(self, given: RecordInput) -> dict[str, Any]:
        """Ask for the places of an activity and for the source, either of which may stay open."""
        answers: dict[str, Any] = {}
        if isinstance(given, ActivityInput) and not given.places:
            roles = _ROLES[DelegationInput if isinstance(given, DelegationInput) else ActivityInput]
            answers["places"] = tuple(place for role, asked in roles.items() for place in self._places(role, asked))
        if not getattr(given, "sources", True):
            question = "Source, its key or a web address (empty if none)"
            answers["sources"] = ask(question, self._sources, optional=True)
        return answers

    def _sources(self, text: str) -> tuple[CitationInput, ...]:
        cited = read_sources([text] if text else [])
        with reading(self.context) as connection:
            return tuple(
                replace(each, source=_checked(self.context, connection, SOURCE.targets, str(each.source)))
                for each in cited
            )

    def _day(self, input_class: type[RecordInput], declared: InputField, question: str) -> Mapping[str, Any]:
        if not issubclass(input_class, ActivityInput):
            return {declared.name: ask(question, known_by_today)}
        if (start := ask(question, day)) is not None:
            return {declared.name: start}
        status = next(each for each in fields_of(input_class) if each.name == "status")
        return _answer_for(self.context, status, "How far it came")

    def _parties(self, text: str) -> tuple[str, ...]:
        names = self._apart(text)
        if len(names) < 2:
            raise UsageError("an agreement has two or more parties", "name each city: Busan, Chicago")
        return tuple(map(self.known_city, names))

    def _places(self, role: PlaceRole, asked: str) -> list[PlaceInput]:
        question = f"{asked}, cities or countries (empty if not known{_SEVERAL})"
        named = ask(question, lambda text: self._apart(text) if text else [], _cities(self.context), optional=True)
        return [PlaceInput(self._known_place(name), role) for name in named]

    def _apart(self, text: str) -> list[str]:
        """Take cities apart at semicolons, or else at commas that do not stand before a city's country."""
        from twinning.queries.lookup.cities import cities_named

        if ";" in text:
            return [each.strip() for each in text.split(";") if each.strip()]
        names: list[str] = []
        with reading(self.context) as connection:
            for piece in filter(None, (each.strip() for each in text.split(","))):
                if names and cities_named(connection, f"{names[-1]}, {piece}"):
                    names[-1] = f"{names[-1]}, {piece}"
                else:
                    names.append(piece)
        return names

    def known_party(self, party: Any) -> Any:
        """Return a party, of a city that is not in the register the one that somebody names instead or adds."""
        return self.known_city(party) if isinstance(party, str) else replace(party, city=self.known_city(party.city))

    def known_city(self, name: str) -> str:
        """Return the name of a city that is there, or will be: one that is not can be added, or named anew."""
        return self._known(CITY.targets, name)

    def _known_place(self, name: str) -> str:
        return self._known(CITY_OR_COUNTRY.targets, name)

    def _known(self, targets: tuple[str, ...], name: str) -> str:
        while name not in {each.name for each in self.cities}:
            try:
                with reading(self.context) as connection:
                    return _checked(self.context, connection, targets, name)
            except NotFoundError as error:
                print_error(error, sys.stderr)
            self.is_changed = True
            if agrees(f"Add {name} as a new city?"):
                self.cities.append(CityInput(name, ask(f"Country of {name}", read_country)))
            else:
                name = answer_to("Which city instead", _cities(self.context))
        return name


def _answer_for(context: typer.Context, declared: InputField, question: str) -> Mapping[str, Any]:
    """Ask for a value, with the words of its list, and look up what it names."""
    words = [word.value for word in declared.words or ()]
    shown = f"{question} ({', '.join(words)})" if words else question
    return ask(shown, partial(_read_answer, context, declared), lambda begun: _beginning(words, begun))


def _read_answer(context: typer.Context, declared: InputField, text: str) -> Mapping[str, Any]:
    answer = dict(read_field(declared, text))
    if declared.kind.targets:
        with reading(context) as connection:
            answer[declared.name] = _checked(context, connection, declared.kind.targets, str(answer[declared.name]))
    return answer


def _checked(context: typer.Context, connection: Any, targets: tuple[str, ...], name: str) -> str:
    """Return what names a record of these tables; where it could be several, the key of the one that is picked."""
    from twinning.actions.recording.resolving import check_named
    from twinning.queries.lookup.picking import picked_for

    ask_which(context, connection, lambda: check_named(connection, targets, name))
    return picked_for(connection, name)


def _beginning(words: Iterable[str], begun: str) -> list[str]:
    return [word for word in words if word.startswith(begun.replace("-", "_"))]


def _cities(context: typer.Context) -> Callable[[str], Sequence[str]]:
    """Return what completes the last city of an answer."""
    from twinning.cli.completion.names import complete_city

    def complete(begun: str) -> list[str]:
        cut = max(begun.rfind(";"), begun.rfind(",")) + 1
        blanks = len(begun[cut:]) - len(begun[cut:].lstrip())
        before = begun[: cut + blanks]
        return [f"{before}{name}" for name in complete_city(context, begun[len(before) :])]

    return complete


def _spelt(input_class: type[RecordInput], name: str) -> str:
    if name == input_class.argument:
        return metavar_of(input_class)
    return _ALTERNATIVES.get(name, f"--{next(each.word for each in fields_of(input_class) if each.name == name)}")
