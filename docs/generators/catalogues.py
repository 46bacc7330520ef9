"""The catalogues of languages: what there is to say, taken from the program, and what a language does not say yet.

Phrases stand in calls of `phrase` and `phrases`, where Babel's extractor finds them. Headings, words and counts are
taken from where they are declared: columns, facts and sections, and lists of words.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from twinning.db.references import CITABLE
from twinning.db.tables import record_class_named
from twinning.inputs.citable import citable_fields
from twinning.queries.reports import list_outlines
from twinning.render.languages.saying import count_forms, heading_context, label, word
from twinning.rows import FACTS

PROGRAM = Path(__file__).resolve().parents[2] / "src/twinning"
FOLDER = PROGRAM / "render/languages/locale"

_METHODS = [("**.py", "python")]
_KEYWORDS = {"phrase": None, "phrases": (1, 2)}
_RECORDS = "city", "agreement", "activity", "person", "organization", "source"
_INSIDE = "id", "folded", "operation_id"
_NO_REFERENCES = "wikidata_id", "geonames_id"
_PARTS = "_earliest", "_latest", "_doubtful"


def catalogues() -> Iterator[tuple[Path, str]]:
    """Give each catalogue as it has to be: with all that there is to say, and nothing else."""
    said = template()
    for path in sorted(FOLDER.glob("*.po")):
        catalog = read_po(BytesIO(path.read_bytes()), locale=path.stem)
        catalog.update(said, no_fuzzy_matching=True)
        yield path, _written(catalog, path.stem)


def untranslated() -> Iterator[str]:
    """Give what a language does not say yet, a line each."""
    for path in sorted(FOLDER.glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale=path.stem):
            if message.id and (message.fuzzy or not _is_said(message)):
                yield f"{path.name} does not say {message.id!r}{f' ({message.context})' if message.context else ''}"


def template() -> Catalog:
    """Return all that there is to say, without translations."""
    catalog = Catalog()
    for _, _, text, _, _ in extract_from_dir(PROGRAM, _METHODS, keywords=_KEYWORDS):
        catalog.add(text)
    for outline in list_outlines():
        catalog.add(outline.about.template)
    modules = [ast.parse(path.read_text("utf-8")) for path in sorted(PROGRAM.rglob("*.py")) if _is_read(path)]
    for name in (*FACTS, *_columns_of_records(), *_fields_of_sources()):
        catalog.add(label(name), context=heading_context(None))
    for name, sense in (heading for each in modules for heading in _headings(each)):
        catalog.add(label(name), context=heading_context(sense))
    for text in ("yes", "no", *(text for each in modules for text in _words(each))):
        catalog.add(word(text), context="word")
    for module in modules:
        for name in _sections(module) if _has_lists(module) else ():
            catalog.add(count_forms(name), context="count")
    return catalog


def _is_read(path: Path) -> bool:
    """Return whether people read what a file declares: what is exported is data, in every language the same."""
    return path.name != "exports.py" and "package" not in path.parts


def _has_lists(module: ast.Module) -> bool:
    """Return whether a file declares parts of lists, whose rows are counted; those of a dossier are not."""
    called = {ast.unparse(node.func).lower() for node in ast.walk(module) if isinstance(node, ast.Call)}
    return "listing" in called or ("section" in called and any(map(_gives_sections, module.body)))


def _gives_sections(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and ast.unparse(node.returns or node).startswith("tuple[Section[AnyRow]")


def _is_said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def _written(catalog: Catalog, language: str) -> str:
    """Return a catalogue as text, with a head that does not change by the day."""
    catalog.header_comment = ""
    text = BytesIO()
    write_po(text, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, no_location=True)
    count, rule = get_plural(language)
    head = (
        "Language: " + language,
        "Content-Type: text/plain; charset=utf-8",
        f"Plural-Forms: nplurals={count}; plural={rule};",
    )
    lines = "".join(f'"{line}\\n"\n' for line in head)
    return f'msgid ""\nmsgstr ""\n{lines}\n{text.getvalue().decode()}'


def _headings(module: ast.Module) -> Iterator[tuple[str, str | None]]:
    """Give the names of the columns that people see, of facts, and of the parts of a dossier, with their sense."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and node.name.endswith("Row") and node.name != "Row":
            yield from (column for each in node.body for column in _column(each))
    yield from ((name, None) for name in _names(module))


def _names(module: ast.Module) -> Iterator[str]:
    """Give the names of facts, of outcomes, and of the parts of a dossier."""
    for node in ast.walk(module):
        match node:
            case ast.ClassDef(name=name, body=body) if name.endswith("Outcome"):
                yield from (text for each in body if isinstance(each, ast.Assign) for text in _texts(each.value))
            case ast.FunctionDef(name="_facts"):
                named = (key for each in ast.walk(node) if isinstance(each, ast.Dict) for key in each.keys if key)
                yield from (text for key in named for text in _texts(key))
            case ast.Assign(targets=[ast.Name(id="_FACTS")], value=value):
                yield from _texts(value)
            case ast.Call(func=ast.Name(id="Fact" | "_measure"), args=[name_of, *_]):
                yield from _texts(name_of)
            case ast.Call(func=ast.Name(id="Section"), args=[name_of, _, _]):
                yield from _texts(name_of)


def _column(field: ast.stmt) -> Iterator[tuple[str, str | None]]:
    """Give the name and the sense of a column, but for one that is never shown: `column(0)`."""
    match field:
        case ast.AnnAssign(value=ast.Call(args=[ast.Constant(value=0), *_])):
            return
        case ast.AnnAssign(target=ast.Name(id=name), annotation=kind) if "ClassVar" not in ast.unparse(kind):
            keywords = field.value.keywords if isinstance(field.value, ast.Call) else []
            senses = [text for each in keywords if each.arg == "sense" for text in _texts(each.value)]
            yield name, next(iter(senses), None)


def _texts(node: ast.expr) -> Iterator[str]:
    """Give the texts that an expression may be, or that a tuple holds; none of one that is put together."""
    if not any(isinstance(each, (ast.JoinedStr, ast.Call)) for each in ast.walk(node)):
        found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
        yield from (text for text in found if isinstance(text, str))


def _columns_of_records() -> Iterator[str]:
    """Give the columns that `show` gives of a record."""
    for record in _RECORDS:
        for name in record_class_named(record)._fields:
            is_reference = name.endswith("_id") and name not in _NO_REFERENCES
            if name not in _INSIDE and not name.endswith(_PARTS) and not is_reference:
                yield name if name == "count_text" else name.removesuffix("_text")


def _fields_of_sources() -> Iterator[str]:
    """Give the fields that sources are cited for."""
    for record in CITABLE:
        yield from (field for field, _ in citable_fields(record).values() if field.isidentifier())


def _words(module: ast.Module) -> Iterator[str]:
    """Give the words of each list of words."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and (
            node.name.endswith("Outcome") or "StrEnum" in map(ast.unparse, node.bases)
        ):
            yield from (text for each in node.body if isinstance(each, ast.Assign) for text in _texts(each.value))


def _sections(module: ast.Module) -> Iterator[str]:
    """Give the names of the parts of lists, whose rows are counted."""
    for node in ast.walk(module):
        match node:
            case ast.Call(
                func=ast.Name(id="Section") | ast.Attribute(attr="sections"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name
