"""What each table and column holds; the codebook is written beside the data of every briefing."""
from __future__ import annotations

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
        "doubtful": "true where it is to be checked: its words cannot be read alone, or its date may be another act's",
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


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    parts = ["# Codebook", "", "One CSV a table, UTF-8. `sentence` is the number of the sentence a row rests on.", ""]
    for name, columns in {**CODEBOOK, "together": TOGETHER}.items():
        parts += [f"## {name}.csv", "", "| column | meaning |", "|---|---|"]
        parts += [f"| `{column}` | {meaning} |" for column, meaning in columns.items()] + [""]
    return "\n".join(parts)
