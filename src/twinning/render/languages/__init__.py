"""What people read in their language: phrases, headings and words from lists, after the catalogues in `locale`.

`saying` is what renderers call. A language without a catalogue has English words, and its own dates, numbers, countries
and languages, which are Unicode's (`wording`).

- `catalogue`: reading the texts of a language; `particles`: Korean particles in them
- `edtf_words`, `partial_dates`: dates in words
- `cities`: the names of cities in the reader's language
"""
