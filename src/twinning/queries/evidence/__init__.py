"""What sources say of records, and where they disagree. Begin with `citations`.

- `citations`: what is cited for some records, and from which sources; `cited_values` puts values into words
- `statements`: what sources state, and what was only inferred from them; `inferences` says the same of columns of lists
- `contradictions`: where sources disagree with what is recorded, and what was decided
- `reported_counts`: numbers that sources claim; `partner_claims`: how many partners they claim, against those recorded
- `source_counts`: how many sources a tie has
- `double_agreements`, `double_cities`: records that may be one
"""
