"""What Wikidata is asked for, in SPARQL: the ties of some items, stated by them and of them, and what is known of both.

The answer has rows of two sorts. Those with a `subject` and an `object` are statements, one for each reference; those
with an `item` say what is known of a place: its country, position, GeoNames id and last change in one, a name in each
other one.
Names in all languages are asked for of the places that are `asked`, and in those most read of their partners.
"""

from collections.abc import Iterable

COLUMNS = (
    *("asked", "statement", "rank", "subject", "object"),
    *("start", "startPrecision", "startCalendar", "end", "endPrecision", "endCalendar", "ended"),
    *("point", "pointPrecision", "pointCalendar", "reference", "url", "statedIn", "statedInName", "retrieved"),
    *("item", "country", "coordinates", "geonames", "modified", "name", "language", "sort"),
)
"""The columns of an answer."""

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX pr: <http://www.wikidata.org/prop/reference/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""
_OF_PARTNERS = ("en", "mul", "ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "vi", "zh")

_OF_COUNTRY = """\
{{ ?state wdt:P297 "{code}" . ?asked wdt:P17 ?state ; wdt:P190 ?any . }}
UNION
{{ ?state wdt:P297 "{code}" . ?any wdt:P190 ?asked . ?asked wdt:P17 ?state . }}"""

_TIES = """\
SELECT DISTINCT {columns}
WHERE {{
  {{
    {{ {asked} ?asked p:P190 ?statement . ?statement ps:P190 ?object . BIND(?asked AS ?subject) }}
    UNION
    {{ {asked} ?statement ps:P190 ?asked . ?subject p:P190 ?statement . BIND(?asked AS ?object) }}
    ?statement wikibase:rank ?rank .
    OPTIONAL {{ ?statement pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ;
                                     wikibase:timeCalendarModel ?startCalendar ] }}
    OPTIONAL {{ ?statement pq:P582 ?ended }}
    OPTIONAL {{ ?statement pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ;
                                     wikibase:timeCalendarModel ?endCalendar ] }}
    OPTIONAL {{ ?statement pqv:P585 [ wikibase:timeValue ?point ; wikibase:timePrecision ?pointPrecision ;
                                     wikibase:timeCalendarModel ?pointCalendar ] }}
    OPTIONAL {{
      ?statement prov:wasDerivedFrom ?reference .
      OPTIONAL {{ ?reference pr:P854 ?url }}
      OPTIONAL {{ ?reference pr:P248 ?statedIn .
                 OPTIONAL {{ ?statedIn rdfs:label ?statedInName . FILTER(LANG(?statedInName) = "en") }} }}
      OPTIONAL {{ ?reference pr:P813 ?retrieved }}
    }}
  }}
  UNION
  {{
    {{ SELECT DISTINCT ?item WHERE {{ {places} }} }}
    OPTIONAL {{ ?item p:P17 ?of . ?of a wikibase:BestRank ; ps:P17/wdt:P297 ?country .
               FILTER NOT EXISTS {{ ?of pq:P582 ?over }} }}
    OPTIONAL {{ ?item wdt:P625 ?coordinates }}
    OPTIONAL {{ ?item wdt:P1566 ?geonames }}
    OPTIONAL {{ ?item schema:dateModified ?modified }}
  }}
  UNION
  {{
    {{ SELECT DISTINCT ?item WHERE {{ {asked_items} }} }}
    {{ ?item rdfs:label ?name . BIND("label" AS ?sort) }} UNION {{ ?item skos:altLabel ?name . BIND("alias" AS ?sort) }}
    BIND(LANG(?name) AS ?language)
  }}
  UNION
  {{
    {{ SELECT DISTINCT ?item WHERE {{ {partners} }} }}
    ?item rdfs:label ?name . BIND("label" AS ?sort) BIND(LANG(?name) AS ?language)
    FILTER(?language IN ({languages}))
  }}
}}"""


def ties_of_items(items: Iterable[str]) -> str:
    """Return the query for the ties of items, by their ids."""
    return _ties(f"VALUES ?asked {{ {' '.join(f'wd:{item}' for item in items)} }}")


def ties_of_country(code: str) -> str:
    """Return the query for the ties of all places of a country, by its ISO 3166-1 alpha-2 code."""
    return _ties(f"{{ SELECT DISTINCT ?asked WHERE {{ {_in_a_line(_OF_COUNTRY.format(code=code))} }} }}")


def items_of_country(code: str) -> str:
    """Return the query for the places of a country that have ties or are named in some."""
    return f"{_PREFIXES}SELECT DISTINCT ?asked WHERE {{\n{_OF_COUNTRY.format(code=code)}\n}}\nORDER BY ?asked"


def items_named(name: str) -> str:
    """Return the query for places with ties that are called so in a language that is read much, and their countries."""
    written = name.replace("\\", "\\\\").replace('"', '\\"')
    labels = " ".join(f'"{written}"@{language}' for language in _OF_PARTNERS)
    where = f"VALUES ?label {{ {labels} }}\n?asked rdfs:label ?label ; wdt:P190 ?any ."
    country = "OPTIONAL { ?asked wdt:P17/wdt:P297 ?country }"
    return f"{_PREFIXES}SELECT DISTINCT ?asked ?country WHERE {{\n{where}\n{country}\n}}\nORDER BY ?asked ?country"


def _ties(asked: str) -> str:
    asked_items = asked.replace("?asked", "?item")
    partners = f"{{ {asked} ?asked wdt:P190 ?item }} UNION {{ {asked} ?item wdt:P190 ?asked }}"
    filled = _TIES.format(
        columns=" ".join(f"?{each}" for each in COLUMNS),
        asked=asked,
        asked_items=asked_items,
        partners=partners,
        places=f"{{ {asked_items} }} UNION {partners}",
        languages=", ".join(f'"{each}"' for each in _OF_PARTNERS),
    )
    return _PREFIXES + filled


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
