from twinning.db.models import Base
from twinning.db.references import CITABLE, HISTORY, KEYED
from twinning.exchange.package.layout import ColumnKind, layouts


def columns(table):
    (layout,) = (each for each in layouts() if each.table == table)
    return {column.name: column for column in layout.columns}


def test_every_table_but_the_history_has_a_file():
    assert {layout.table for layout in layouts()} == set(Base.metadata.tables) - {*HISTORY}


def test_files_come_after_those_whose_rows_they_refer_to():
    seen = set()
    for layout in layouts():
        seen.add(layout.table)
        for column in layout.columns:
            assert set(column.targets) - set(CITABLE) <= seen


def test_no_file_shows_ids_operations_or_look_up_keys():
    for layout in layouts():
        names = [column.name for column in layout.columns]
        assert not {"id", "operation", "operation_id", "folded"} & set(names)
        assert not [name for name in names if name.endswith(("_id", "_earliest", "_latest", "_doubtful", "_text"))] or (
            layout.table in ("city", "activity")  # their wikidata_id, geonames_id and count_text are no references
        )


def test_every_column_of_the_database_is_in_a_file_or_derived():
    for layout in layouts():
        kept = {column.name for column in layout.columns}
        for column in Base.metadata.tables[layout.table].columns:
            name = column.name.removesuffix("_id") if column.foreign_keys else column.name.removesuffix("_text")
            derived = name in ("id", "operation", "folded") or name.endswith(("_earliest", "_latest", "_doubtful"))
            assert derived or {name, column.name} & kept or (layout.table == "citation" and name in CITABLE)


def test_a_date_is_one_column():
    assert columns("agreement_act")["on"].kind is ColumnKind.DATE
    assert columns("city")["name"].kind is ColumnKind.TEXT


def test_a_citation_names_its_record_in_one_column():
    record = columns("citation")["record"]
    assert (record.kind, record.targets, record.required) == (ColumnKind.REFERENCE, CITABLE, True)
    assert list(columns("citation"))[:4] == ["source", "seq", "locator", "record"]


def test_an_acting_city_is_written_as_a_city():
    assert columns("agreement_act")["city"].targets == ("city",)


def test_rows_are_named_by_their_key_or_by_what_they_hang_on():
    identities = {layout.table: layout.identity for layout in layouts()}
    assert {identities[table] for table in KEYED} == {("key",)}
    assert identities["agreement_act"] == ("agreement", "seq")
    assert identities["commitment"] == ("agreement", "activity", "seq")
    assert identities["agreement_party"] == ("agreement", "city")


def test_words_numbers_and_flags_have_their_kinds():
    kinds = {name: column.kind for name, column in columns("activity").items()}
    assert (kinds["size"], kinds["approximate"], kinds["part_of"], kinds["kind"]) == (
        ColumnKind.INTEGER, ColumnKind.BOOLEAN, ColumnKind.KEY, ColumnKind.TEXT
    )  # fmt: skip
    assert columns("city")["latitude"].kind is ColumnKind.NUMBER
