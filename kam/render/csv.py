"""CSV of the reports: the rows of their JSON under the same keys, safe to open as a spreadsheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kam.render.json import Json, dump_line
from kam.render.keys import ROW_KEYS
from kam.render.sanitise import guard


def csv_text(report: str | tuple[str, ...], rows: Sequence[Mapping[str, Json]]) -> str:
    """The rows of a report, or of the keys that are given, as CSV, even where there is no row.

    Amounts stand in full. A list of texts is joined by `; `, an object is its JSON.
    """
    keys = ROW_KEYS.get(report) if isinstance(report, str) else report
    keys = keys or (tuple(rows[0]) if rows else ())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_cell(row[key]) for key in keys] for row in rows)
    return out.getvalue()


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return guard("; ".join(value))
    if isinstance(value, (bool, int, Decimal)):
        return dump_line(value)
    return guard(dump_line(value).strip('"'))
