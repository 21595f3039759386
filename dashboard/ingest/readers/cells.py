"""A database's values as the text that a park's own files hold: one expression for each column."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from dashboard.contract.fields import DATE, field_of

NUMBERS = ("numeric", "double precision", "real")


def expression(column: str, kind: str) -> str:
    """Return the SQL that gives a column of the contract as text; ``kind`` is its type there.

    Examples
    --------
    >>> expression("reported_on", "timestamp with time zone")
    'cast(cast("reported_on" as date) as text)'
    >>> expression("amount", "numeric")
    'cast("amount" as text)'
    """
    cell = f'"{column}"'
    if kind == "boolean":
        return f"case {cell} when true then 'yes' when false then 'no' end"
    if kind == "ARRAY":
        return f"array_to_string({cell}, ';')"
    if kind.startswith("timestamp") and field_of(column).kind == DATE:
        return f"cast(cast({cell} as date) as text)"
    return f"cast({cell} as text)"


def plain_numbers(kind: str) -> Callable[[str], str]:
    """Return what writes the numbers of a column type plainly; other types stay as they are.

    Examples
    --------
    >>> [plain_numbers("numeric")(text) for text in ("100.00", "1e+20", "0.50", "", "NaN")]
    ['100', '100000000000000000000', '0.5', '', 'NaN']
    """
    return _plain if kind in NUMBERS else str


def _plain(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
