"""An analysis as pandas tables, with declared columns, also when empty.

Every table has a column `sentence`: the number (from 1) of the sentence its row rests on, which is `s<number>` in
the annotated text. Offsets are characters of `article.text`. The columns are described in `CODEBOOK`, and the
codebook is written beside the data of every briefing.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from csv import writer
from io import StringIO
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from .analysis import Analysis, in_doubt

# table -> column -> what it holds
CODEBOOK: dict[str, dict[str, str]] = {
    "sentences": {
        "sentence": "number of the sentence, from 1", "start": "first character", "end": "character after the last",
        "paragraph": "number of the paragraph, from 1", "kind": "title, heading, lead, body or list-item",
        "section": "heading above it, empty before the first", "valence": "negative, neutral or positive",
        "score": "its tone, -1 to 1", "layer": "fact, judgement, quoted or none", "text": "the sentence",
        "doubtful": "true where the word list alone would tell another valence",
    },
    "words": {
        "lemma": "dictionary form", "pos": "universal part of speech", "count": "occurrences outside the byline",
        "per_thousand": "occurrences per 1,000 words",
        "spread": "1: spread over the sections, towards 0: in one (1 - DP)",
        "expected": "occurrences that ordinary French would give", "likelihood": "G2, how sure the difference is",
        "log_ratio": "1: twice as frequent as in ordinary French, 2: four times",
        "forms": "forms found in the text, most frequent first",
        "sentence": "first sentence that holds it", "sentences": "all sentences that hold it",
    },
    "terms": {
        "term": "as most often printed", "count": "occurrences", "c_value": "count less what longer terms explain",
        "forms": "forms found", "sentence": "first sentence", "sentences": "all sentences",
    },
    "specificities": {
        "section": "heading", "lemma": "dictionary form", "count": "occurrences in the section",
        "total": "occurrences in all", "score": "signed -log10 p, hypergeometric model",
    },
    "entities": {
        "id": "identifier", "label": "PER, LOC, ORG or MISC", "name": "fullest form",
        "count": "mentions outside the byline",
        "forms": "forms found", "related": "ids of linked but distinct entities", "country": "ISO 3166 code of a place",
        "latitude": "degrees", "longitude": "degrees", "certainty": "how sure the place is",
        "stands_for": "government a capital stands for", "sentence": "first sentence", "sentences": "all sentences",
    },
    "actors": {
        "id": "identifier, the entity's where it has one", "name": "fullest form, or the description of who has none",
        "kind": "person, organisation, state or group", "named": "whether the article gives a name",
        "role": "what they are, as the article words it", "affiliation": "body they belong to",
        "forms": "names, titles and descriptions found", "entity": "row of entities, if any",
        "mentions": "mentions outside the byline, pronouns too, doubtful ones left out",
        "pronouns": "pronouns among them",
        "sentence": "first sentence", "sentences": "all sentences",
        "doubtful": "true where it may be no actor, or another row's",
    },
    "times": {
        "text": "the expression", "type": "TIMEX3 type", "value": "TIMEX3 value", "edtf": "EDTF date",
        "certainty": "how it was resolved", "anchor": "what it was resolved against", "start": "first character",
        "end": "character after the last", "sentence": "sentence",
    },
    "chronology": {
        "date": "EDTF date, empty where the article gives none", "label": "words of the article that tell it",
        "actors": "who does it: names of actors",
        "places": "places named there",
        "certainty": "day, month, year, interval, open, inferred or vague; none: undated, in the order of the text",
        "kind": "event, background or planned",
        "quantities": "figures given in its sentence",
        "resolved": "how its date was resolved; inherited: from the happening told right before it",
        "section": "heading above it",
        "also": "other dates and sentences for the same happening", "sentence": "sentence",
        "when": "the article's own words for the time, empty where it has none",
        "action": "lemma of its verb or event noun", "targets": "to whom or what it is done: names of actors",
        "status": "happened, ongoing, planned, denied or alleged",
        "said_by": "on whose word it is told, empty: the article's own",
        "inherited": "true where the date is that of the happening told right before it",
        "negated": "true where it is told not to have happened",
    },
    "voices": {
        "name": "what the source is called", "entity": "its entity, if known", "source_type": "as in claims",
        "words": "words quoted", "claims": "claims reported", "share": "its quoted words over the words of the body",
        "sentence": "first sentence", "sentences": "all sentences", "kind_doubtful": "as in claims",
    },
    "quotes": {
        "speaker": "fullest name or function, empty: none found", "words": "what is between the marks",
        "cue": "verb or noun that reports it",
        "named": "whether a name was found for the speaker",
        "kind": "person, institution, group, document", "size": "words quoted",
        "continuation": "speaker carried over from the quotation before", "start": "first character",
        "end": "character after the last", "sentence": "sentence",
        "source_type": "of the speaker, as in claims", "kind_doubtful": "as in claims",
    },
    "claims": {
        "source": "words that name the source",
        "source_type": "author, named, institutional, office, anonymous, unattributed",
        "cue": "reporting word", "hedge": "words that hold it at a distance",
        "act": "assertion, or demand: asked, hoped, promised, threatened, felt, judged", "claim": "the passage",
        "start": "first character", "end": "character after the last", "sentence": "sentence",
        "kind_doubtful": "true where anonymous: of 37 such rows in articles that no rule was written on, 25 were wrong",
    },
    "stances": {
        "kind": "accuses, blames, denies, praises or supports",
        "by": "who takes it; empty where nobody is told, `author` for the article's own voice",
        "whom": "on whom; empty where it is none: a denial that does not say whose charge, a cause that is supported",
        "what": "of what, in words of the article", "cue": "words that tell it",
        "answers": "row of this table that a denial replies to, from 1",
        "by_id": "row of actors", "whom_id": "row of actors",
        "confidence": "how sure it is, 0 to 1", "start": "first character", "end": "character after the last",
        "sentence": "sentence", "doubtful": "true where it is to be checked: no view shows it as told",
    },
    "quantities": {
        "text": "the expression", "value": "number", "unit": "what is counted", "per": "what it is reckoned by",
        "bound": "exact, about, at-least, at-most, more-than, less-than",
        "kind": "dead, wounded, missing, displaced, arrested, people, money, share, duration, distance, score or other",
        "what": "what is counted or measured", "source": "who gives it, empty: the article",
        "start": "first character", "end": "character after the last", "sentence": "sentence",
        "second": "upper end of a range, other side of a score",
        "cause": "happening it comes from, in words of the article",
        "again": "true where it says the figure before in another unit",
        "event": "row of chronology that tells it, from 1; 0: none",
    },
    "tolls": {
        "group": "number of the happening, from 1", "event": "happening, in words of the article",
        "place": "where", "date": "EDTF date of the event", "kind": "dead, wounded, missing, displaced or arrested",
        "value": "number", "second": "upper end of a range", "bound": "as in quantities", "what": "who is counted",
        "part": "true where it counts some of another toll", "source": "who gives it, empty: the article",
        "text": "the expression", "sentence": "sentence",
    },
    "disagreements": {
        "number": "number of the disagreement, from 1", "kind": "figure, date or version",
        "what": "what the sides differ on",
        "told": "what this side says", "source": "who says it, empty: the article", "start": "first character",
        "end": "character after the last", "sentence": "sentence",
    },
    "sections": {
        "section": "heading, empty before the first", "words": "words", "sentences": "sentences",
        "negative": "negative sentences", "positive": "positive sentences", "score": "mean score of its sentences",
        "sentence": "first sentence",
    },
    "tone_words": {
        "lemma": "dictionary form", "kind": "happening, judgement or stance",
        "polarity": "from -3 to 3 in the word list",
        "count": "times it bears on a score", "score": "what it adds in all", "sentence": "first sentence",
        "sentences": "all sentences",
    },
    "cleaning": {"rule": "rule of cleaning", "text": "what was removed or changed"},
}
# Filed with a briefing like the tables above, but counted from them: no dataset keeps it.
TOGETHER = {"first": "a person or an organisation", "second": "another", "count": "sentences that name both",
            "sentences": "those sentences"}
# A sentence that names more people and organisations than this is a list: it brings nobody together.
LIST = 40


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A table of `CODEBOOK` from rows; its columns stand in order even when there is no row."""
    return pd.DataFrame(list(rows), columns=list(CODEBOOK[name]))


class Places:
    """Where an offset stands: its sentence (from 1), its paragraph, the heading above it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, article = analysis, analysis.article
        self.headings, section = [], ""
        for paragraph in article.paragraphs:
            if paragraph.kind == "heading":
                section = article.text[paragraph.start:paragraph.end].strip(" :\u00a0\u202f")
            self.headings.append(section)

    def sentence(self, start: int) -> int:
        """Number of the sentence at an offset, or of the next one; 0 when the text has none."""
        found = self.analysis.sentence_at(start)
        if found is not None:
            return found + 1
        later = (i for i, row in enumerate(self.analysis.sentences, 1) if row.start >= start)
        return next(later, len(self.analysis.sentences))

    def section(self, start: int) -> str:
        """The heading above an offset, empty before the first."""
        number = self.sentence(start)
        return self.headings[self.analysis.sentences[number - 1].paragraph] if number else ""


def sentences(analysis: Analysis) -> pd.DataFrame:
    """One row a sentence, in order, with its tone."""
    return frame("sentences", _sentences(analysis))


def _sentences(analysis: Analysis) -> list[dict[str, Any]]:
    places, tone = Places(analysis), {row.start: row for row in analysis.tone.sentences}
    paragraphs = analysis.article.paragraphs
    return [
        {"sentence": number, "start": row.start, "end": row.end, "paragraph": row.paragraph + 1,
         "kind": paragraphs[row.paragraph].kind, "section": places.headings[row.paragraph],
         "valence": tone[row.start].valence if row.start in tone else "neutral",
         "score": tone[row.start].score if row.start in tone else 0.0,
         "layer": tone[row.start].layer if row.start in tone else "none", "text": analysis.text_of(row),
         "doubtful": row.start in tone and tone[row.start].doubtful}
        for number, row in enumerate(analysis.sentences, 1)]


def entities(analysis: Analysis) -> pd.DataFrame:
    """One row an entity that is counted, most frequent first."""
    places = Places(analysis)
    found: dict[str, list[int]] = {}
    for mention in analysis.entities:
        if analysis.article.counts(mention.start):
            found.setdefault(mention.id, []).append(places.sentence(mention.start))
    kept = ("id", "label", "name", "country", "latitude", "longitude", "certainty", "stands_for")
    rows = ({**{name: getattr(row, name) for name in kept}, "count": len(found[row.id]),
             "forms": " | ".join(row.forms), "related": " ".join(row.related), **_where(found[row.id])}
            for row in analysis.entity_index if row.id in found)
    return frame("entities", sorted(rows, key=lambda row: (-row["count"], row["sentence"], row["name"])))


def actors(analysis: Analysis) -> pd.DataFrame:
    """One row an actor with a mention that is not in doubt, in the order of the text."""
    places = Places(analysis)
    rows = []
    for row in analysis.actors:
        sure = [mention for mention in row.mentions if not mention.doubtful and analysis.article.counts(mention.start)]
        if sure:
            kept = ("id", "name", "kind", "named", "role", "affiliation", "entity", "doubtful")
            rows.append({**{name: getattr(row, name) for name in kept}, "forms": " | ".join(row.forms),
                         "mentions": len(sure), "pronouns": sum(mention.form == "pronoun" for mention in sure),
                         **_where(places.sentence(mention.start) for mention in sure)})
    return frame("actors", rows)


def together(found: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """One row a pair of people or organisations that at least `least` sentences name together, most first.

    `found`: the table of `entities`.
    """
    names = found[found["label"].isin(["PER", "ORG"])]
    held: dict[int, set[str]] = {}
    for name, numbers in names[["name", "sentences"]].to_numpy().tolist():
        for sentence in map(int, numbers.split()):
            held.setdefault(sentence, set()).add(name)
    pairs: dict[tuple[str, str], list[int]] = {}
    for sentence, inside in sorted((number, inside) for number, inside in held.items() if len(inside) <= LIST):
        for pair in combinations(sorted(inside), 2):
            pairs.setdefault(pair, []).append(sentence)
    kept = sorted((-len(numbers), *pair, " ".join(map(str, numbers))) for pair, numbers in pairs.items()
                  if len(numbers) >= least)
    return pd.DataFrame([(first, second, -count, numbers) for count, first, second, numbers in kept],
                        columns=list(TOGETHER))


def _where(numbers: Iterable[int]) -> dict[str, Any]:
    ordered = sorted(set(numbers))
    return {"sentence": ordered[0], "sentences": " ".join(map(str, ordered))}


def times(analysis: Analysis) -> pd.DataFrame:
    """One row a time expression, in the order of the text."""
    return _spans(analysis, "times", analysis.times, "text", "type", "value", "edtf", "certainty", "anchor")


def quantities(analysis: Analysis) -> pd.DataFrame:
    """One row a quantity, in the order of the text."""
    kept = ("text", "value", "unit", "bound", "kind", "what", "source", "second", "cause", "again")
    table = _spans(analysis, "quantities", analysis.quantities, *kept)
    return table.assign(per=[" | ".join(row.per) for row in analysis.quantities],
                        event=[0 if row.event is None else row.event + 1 for row in analysis.quantities])


def tolls(analysis: Analysis) -> pd.DataFrame:
    """One row a toll, in the order of the text; rival tolls of one happening share its number."""
    from .tolls import tolls as found

    places = Places(analysis)
    return frame("tolls", ({"group": row.group, "event": row.event, "place": row.place, "date": row.date,
                            "part": row.part,
                            **{name: getattr(row.quantity, name) for name in _OF_TOLL},
                            "sentence": places.sentence(row.quantity.start)} for row in found(analysis)))


_OF_TOLL = ("kind", "value", "second", "bound", "what", "source", "text")


def disagreements(analysis: Analysis) -> pd.DataFrame:
    """One row a side of a disagreement."""
    places = Places(analysis)
    return frame("disagreements", ({"number": number, "kind": row.kind, "what": row.what, "told": side.told,
                                    "source": side.source, "start": side.start, "end": side.end,
                                    "sentence": places.sentence(side.start)}
                                   for number, row in enumerate(analysis.disagreements, 1) for side in row.rows))


def _spans(analysis: Analysis, name: str, rows: Iterable[Any], *fields: str) -> pd.DataFrame:
    places = Places(analysis)
    return frame(name, ({**{field: getattr(row, field) for field in fields}, "start": row.start, "end": row.end,
                         "sentence": places.sentence(row.start)} for row in rows))


def chronology(analysis: Analysis) -> pd.DataFrame:
    """One row a happening: in date order, then those without a date in the order of the text."""
    places = Places(analysis)
    names = {row.id: row.name for row in analysis.entity_index} | {row.id: row.name for row in analysis.actors}
    return frame("chronology", (
        {"date": row.date, "label": row.label, "actors": _listed(row.actors, names),
         "places": _listed(row.places, names), "certainty": row.certainty, "kind": row.kind,
         "resolved": analysis.resolved(row),
         "section": places.section(row.start),
         "quantities": " | ".join(q.text for q in analysis.quantities if row.start <= q.start < row.end),
         "also": " ".join(f"{date}@{places.sentence(start)}" for start, _, date in row.also),
         "sentence": places.sentence(row.start), "when": row.when, "action": row.action,
         "targets": _listed(row.targets, names), "status": row.status,
         "said_by": names.get(row.said_by or "", ""), "inherited": row.inherited,
         "negated": row.negated} for row in analysis.events))


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in ids)


def is_deduced(certainty: str, resolved: str, published: str) -> bool:
    """Whether a date is of our making: its year was inferred, or it leans on the date of an article that was.

    `certainty` of the event and how its date was `resolved`, as in the chronology; `published`: as the article's own.
    """
    made = "inferred" in (certainty, resolved) or resolved == "inherited"
    return made or (resolved == "published" and published == "inferred")


def quotes(analysis: Analysis) -> pd.DataFrame:
    """One row a quotation, in the order of the text."""
    from .sourcing import type_of

    table = _spans(analysis, "quotes", analysis.quotes, "words", "cue", "named", "kind", "continuation")
    speakers, kinds = [row.speaker for row in analysis.quotes], [type_of(row) for row in analysis.quotes]
    return table.assign(speaker=[(speaker.name or speaker.text) if speaker else "" for speaker in speakers],
                        size=[len(row.words.split()) for row in analysis.quotes],
                        source_type=kinds, kind_doubtful=[in_doubt(kind) for kind in kinds])


def claims(analysis: Analysis) -> pd.DataFrame:
    """One row what is told on somebody's word, in the order of the text."""
    table = _spans(analysis, "claims", analysis.claims, "source_type", "cue", "hedge", "act", "kind_doubtful")
    return table.assign(source=[(row.source.name or row.source.text) if row.source else "" for row in analysis.claims],
                        claim=[analysis.text_of(row) for row in analysis.claims])


def stances(analysis: Analysis) -> pd.DataFrame:
    """One row a stance, in the order of the text."""
    places, names = Places(analysis), {row.id: row.name for row in analysis.actors}

    def name(party: str | None) -> str:
        return names.get(party, party) if party else ""

    table = frame("stances", ({"kind": row.kind, "by": name(row.by), "whom": name(row.whom), "what": row.what,
                               "cue": row.cue, "by_id": row.by or "", "whom_id": row.whom or "",
                               "confidence": row.confidence, "start": row.start, "end": row.end,
                               "sentence": places.sentence(row.start), "doubtful": row.doubtful}
                              for row in analysis.stances))
    answers = [None if row.answers is None else row.answers + 1 for row in analysis.stances]
    return table.assign(answers=pd.array(answers, "Int64"))


def voices(analysis: Analysis) -> pd.DataFrame:
    """One row a source, the one that says most first."""
    from .sourcing import voices as found

    places = Places(analysis)
    return frame("voices", ({"name": row.name, "entity": row.entity, "source_type": row.source_type, "words": row.words,
                             "claims": row.claims, "share": row.share, "kind_doubtful": in_doubt(row.source_type),
                             **_where(places.sentence(start) for start, _ in row.where)}
                            for row in found(analysis)))


def sections(analysis: Analysis) -> pd.DataFrame:
    """One row a section, in order: its length and the tone of its sentences (headings and byline left out)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _sentences(analysis):
        if row["kind"] not in ("title", "heading") and analysis.article.counts(row["start"]):
            found.setdefault(row["section"], []).append(row)
    return frame("sections", (
        {"section": section, "words": sum(len(row["text"].split()) for row in rows), "sentences": len(rows),
         "negative": sum(row["valence"] == "negative" for row in rows),
         "positive": sum(row["valence"] == "positive" for row in rows),
         "score": float(np.mean([row["score"] for row in rows])), "sentence": rows[0]["sentence"]}
        for section, rows in found.items()))


def tone_words(analysis: Analysis) -> pd.DataFrame:
    """One row a word that bears on a score, heaviest first."""
    places = Places(analysis)
    found: dict[tuple[str, str, float], list[tuple[float, int]]] = {}
    for sentence in analysis.tone.sentences:
        for word in sentence.words:
            hits = found.setdefault((word.lemma, word.kind, word.polarity), [])
            hits.append((word.score, places.sentence(word.start)))
    rows = [{"lemma": lemma, "kind": kind, "polarity": polarity, "count": len(hits), "score": sum(s for s, _ in hits),
             **_where(n for _, n in hits)} for (lemma, kind, polarity), hits in found.items()]
    return frame("tone_words", sorted(rows, key=lambda row: (-abs(row["score"]), row["sentence"], row["lemma"])))


def cleaning(analysis: Analysis) -> pd.DataFrame:
    """One row a removal, in the order the rules were applied."""
    return frame("cleaning", ({"rule": row.rule, "text": row.text} for row in analysis.article.cleaning))


def words(analysis: Analysis) -> pd.DataFrame:
    """One row a lemma, function words left out, most frequent first, compared with ordinary French."""
    from . import lexicometry

    places, total, rows = Places(analysis), len(analysis.words), []
    for row in lexicometry.frequencies(analysis):
        usual = lexicometry.compared(row, total)
        known = usual.likelihood >= 0 and usual.log_ratio > 0       # a word rarer than in ordinary French tells nothing
        rows.append({"lemma": row.lemma, "pos": row.pos, "count": row.count, "per_thousand": row.per_thousand,
                     "spread": row.spread, "expected": usual.expected if known else None,
                     "likelihood": usual.likelihood if known else None, "log_ratio": usual.log_ratio if known else None,
                     "forms": " | ".join(row.forms), **_where(places.sentence(word.start) for word in row.words)})
    return frame("words", rows)


def terms(analysis: Analysis) -> pd.DataFrame:
    """One row a term of several words, most telling first."""
    from . import lexicometry

    places = Places(analysis)
    return frame("terms", ({"term": row.term, "count": row.count, "c_value": row.c_value,
                            "forms": " | ".join(row.forms), **_where(places.sentence(start) for start, _ in row.spans)}
                           for row in lexicometry.terms(analysis)))


def specificities(analysis: Analysis) -> pd.DataFrame:
    """One row a lemma that a section uses more or less than the rest, section by section."""
    from . import lexicometry

    return frame("specificities", ({"section": row.title, "lemma": row.lemma, "count": row.count, "total": row.total,
                                    "score": row.score} for row in lexicometry.specificities(analysis)))


TABLES: dict[str, Callable[[Analysis], pd.DataFrame]] = {
    "sentences": sentences, "words": words, "terms": terms, "specificities": specificities,
    "entities": entities, "actors": actors, "times": times, "chronology": chronology,
    "voices": voices, "quotes": quotes, "claims": claims, "stances": stances, "quantities": quantities,
    "tolls": tolls, "disagreements": disagreements, "sections": sections,
    "tone_words": tone_words, "cleaning": cleaning,
}


def every_table(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """All tables of an analysis, by name."""
    return {name: table(analysis) for name, table in TABLES.items()}


def filed_tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """The tables that lie beside a briefing as CSV: all of them, and those counted from them."""
    found = every_table(analysis)
    return {**found, "together": together(found["entities"])}


# A spreadsheet runs a cell that begins like a formula; a leading apostrophe makes it text again.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with a byte order mark (spreadsheets need it), `\\n` line ends, formulas disarmed."""
    out = StringIO(newline="")
    lines = writer(out, lineterminator="\n")
    lines.writerow(table.columns)
    lines.writerows(zip(*([_cell(value) for value in table[name].tolist()] for name in table.columns), strict=True))
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    """A value as CSV writes it: text disarmed, nothing for what is missing."""
    if isinstance(value, str):
        return _disarmed(value)
    return "" if value is None or value is pd.NA or value != value else value


def _disarmed(value: str) -> str:
    """Text that no spreadsheet runs, on lines that no reader of CSV takes for rows."""
    return (f"'{value}" if value.startswith(_FORMULA) else value).replace("\r", " ")


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    parts = ["# Codebook", "", "One CSV a table, UTF-8. `sentence` is the number of the sentence a row rests on.", ""]
    for name, columns in {**CODEBOOK, "together": TOGETHER}.items():
        parts += [f"## {name}.csv", "", "| column | meaning |", "|---|---|"]
        parts += [f"| `{column}` | {meaning} |" for column, meaning in columns.items()] + [""]
    return "\n".join(parts)
