"""Files of every format, for people and for programs.

- for programs: `delimited` (CSV, TSV), `structured` (JSON, JSON Lines), `calendar` (iCalendar)
- for people: `markdown`, `page` (HTML), `text_document` (DOCX), `workbook` (XLSX)
- `recognition`: whether a file is a report of ours, which may be replaced; `archives`: the mark for that in DOCX, XLSX
"""
