"""Who accuses, who answers: accusations with their answers side by side, then who praises and supports whom.

What is doubtful is shown only where somebody answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..formats import bare
from . import markup, words_of
from .context import Context
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

AUTHOR = "author"  # as in the column `by` of the table
AGAINST, FOR = ("accuses", "blames"), ("praises", "supports")


def stances(context: Context) -> View:
    """Accusations and reproaches with their answers; then praise and support, and denials of other things.

    Of the whole table, not of rows chosen from it: a denial names what it replies to by the number of its row.
    """
    table = context.tables["stances"]
    return View.of(table=_accusations(context, table) + _others(context, table))


def _accusations(context: Context, table: pd.DataFrame) -> View:
    import pandas as pd

    answers = _answers(table)
    rows = [
        _accusation(context, row, answers.get(number, []))
        for number, row in _numbered(table)
        if row["kind"] in AGAINST and (not row["doubtful"] or number in answers)
    ]
    if not rows:
        return context.none("Accusations : rien relevé.")
    columns = [
        ShownColumn("by", context.say("Qui accuse"), str),
        ShownColumn("kind", context.say("Position")),
        ShownColumn("whom", context.say("Qui est visé")),
        ShownColumn("what", context.say("De quoi")),
        ShownColumn("answer", context.say("Réponse"), str),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    caption = context.say("Qui accuse, qui répond")
    return markup.table(pd.DataFrame(rows), columns, caption=caption, cut=context.cut("stances"))


def _answers(table: pd.DataFrame) -> dict[int, list[dict[str, Any]]]:
    """The denials that are sure, by the number of the accusation each replies to."""
    found: dict[int, list[dict[str, Any]]] = {}
    for _, row in _numbered(table):
        if row["kind"] == "denies" and not row["doubtful"] and bare(row["answers"]) != "":
            found.setdefault(int(row["answers"]), []).append(row)
    return found


def _accusation(context: Context, row: dict[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any]:
    doubt = f" <em>{esc(context.say('à vérifier'))}</em>" if row["doubtful"] else ""
    told = "<br>".join(_answer(context, answer) for answer in answers)
    return {
        "by": _taker(context, row["by"]) + doubt,
        "kind": words_of.stance_kinds(context.translate)[row["kind"]],
        "whom": row["whom"],
        "what": row["what"],
        "answer": told or f"<em>{esc(context.say('rien relevé'))}</em>",
        "sentence": row["sentence"],
    }


def _answer(context: Context, row: dict[str, Any]) -> str:
    """« Paris dément » with its words and its sentence."""
    what = context.say(" : ") + bare(row["what"]) if bare(row["what"]) else ""
    told = f"{bare(row['by'])} {words_of.stance_kinds(context.translate)['denies']}{what}"
    return f"{esc(told)} {link(int(row['sentence']))}"


def _others(context: Context, table: pd.DataFrame) -> View:
    """Praise, support, and denials of what no accusation of the article tells."""
    kept = table[
        ~table["doubtful"].astype(bool)
        & (table["kind"].isin(FOR) | ((table["kind"] == "denies") & table["answers"].isna()))
    ]
    if kept.empty:
        return context.none("Louanges, soutiens, démentis : rien relevé.")
    kinds = words_of.stance_kinds(context.translate)
    columns = [
        ShownColumn("by", context.say("Qui"), lambda v: _taker(context, v)),
        ShownColumn("kind", context.say("Position"), lambda v: esc(kinds.get(v, v))),
        ShownColumn("whom", context.say("À qui")),
        ShownColumn("what", context.say("De quoi")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    caption = context.say("Qui loue, soutient ou dément")
    return markup.table(kept, columns, caption=caption, cut=context.cut("stances"))


def _taker(context: Context, value: Any) -> str:
    """A name, the article itself, or that nobody is told."""
    if bare(value) == AUTHOR:
        return esc(context.say("l’article"))
    return esc(value) if bare(value) else f"<em>{esc(context.say('non relevé'))}</em>"


def _numbered(table: pd.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a table with their numbers, from 1."""
    rows: list[Any] = table.to_dict("records")
    return list(enumerate(rows, 1))
