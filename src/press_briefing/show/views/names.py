"""Words and names: how often, which, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measure import lexicometry, tables
from ...model.typography import key
from ..formats import number, typeset
from ..palette import ACCENT
from . import markup
from .base import Base, forms
from .markup import Column, View, esc

if TYPE_CHECKING:
    import pandas as pd

# Rows of a figure; the table below it shows `top`.
DRAWN = 14
# How sure a place is that the map shows; every other is listed.
DRAWN_PLACES = ("sure", "likely")
# G2 from which a difference is beyond chance: p < 0.0001.
SURE = 15.13


class Names(Base):
    """Frequencies of words, who stands with whom, and the map of places."""

    def words(self) -> View:
        """Lemmas by frequency, function words and names left out: where they stand, and their table."""
        table = self._plain_words()
        table = table[table["count"] > 1]
        if table.empty:
            return self.annex(self.none("Mots pleins qui reviennent : rien relevé."))
        columns = [
            Column("lemma", self.say("Mot")),
            Column("count", self.say("Occurrences"), markup.numeric(self.language), True),
            Column("per_thousand", self.say("Pour 1 000 mots"), markup.numeric(self.language, 1), True),
            Column("forms", self.say("Formes"), forms),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        caption = self.say("Mots les plus fréquents, ramenés à leur forme du dictionnaire")
        # What the table counts is what the figure draws: all occurrences of a lemma, whatever its part of speech there.
        found = {row.lemma: [word.start for word in row.words] for row in lexicometry.frequencies(self.analysis)}
        rows = [(lemma, found[lemma], ACCENT) for lemma in table["lemma"].head(DRAWN).tolist()]
        drawn = self._dispersion(rows, self.say("Les mots les plus fréquents, et où ils se trouvent."), len(table))
        return self.annex(drawn + markup.table(table, columns, caption=caption, most=self.top, cut=self.cut("words")))

    def _plain_words(self) -> pd.DataFrame:
        table = self.table["words"]
        return table[table["pos"] != "PROPN"]

    def distinctive(self) -> View:
        """Words that are frequent here and rare in ordinary French, and terms of several words."""
        table = self._plain_words()
        table = table[(table["count"] > 1) & (table["likelihood"] > SURE) & (table["log_ratio"] > 0)]
        table = table.sort_values(["likelihood", "lemma"], ascending=[False, True])
        if table.empty:
            return self.annex(self.none("Mots propres à l’article (spécificité) : rien relevé."))
        columns = [
            Column("lemma", self.say("Mot")),
            Column("count", self.say("Occurrences"), markup.numeric(self.language), True),
            Column("expected", self.say("Attendues"), markup.numeric(self.language, 2), True),
            Column("likelihood", self.say("Sûreté (G²)"), markup.numeric(self.language, 0), True),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        caption = self.say(
            "Mots propres à l’article (spécificité) : occurrences, et ce que le français courant en donnerait"
        )
        shown = markup.table(table, columns, caption=caption, most=self.top, cut=self.cut("words"))
        return self.annex(shown + self._terms())

    def _terms(self) -> View:
        table = self.table["terms"]
        if table.empty:
            return View("", "")
        columns = [
            Column("term", self.say("Expression"), lambda value: esc(typeset(value))),
            Column("count", self.say("Occurrences"), markup.numeric(self.language), True),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        return markup.table(
            table,
            columns,
            caption=self.say("Expressions de plusieurs mots qui reviennent"),
            most=self.top,
            cut=self.cut("terms"),
        )

    def _dispersion(self, rows: list[tuple[str, list[int], str]], caption: str, of: int) -> View:
        """The figure of some rows, the first `of` so many, which its caption says."""
        from ..figures.dispersion import Row, dispersion

        length = max(1, len(self.analysis.article.text))
        drawn = dispersion(
            [Row(label, tuple(at / length for at in starts), colour) for label, starts, colour in rows],
            sections=[
                paragraph.start / length
                for paragraph in self.analysis.article.paragraphs
                if paragraph.kind == "heading"
            ],
            language=self.language,
        )
        alt = self.say(
            "Barres et positions : {list}.",
            list=", ".join(f"{label} {number(len(starts), self.language)}" for label, starts, _ in rows),
        )
        cut = self.say(" Les {shown} premiers sur {all}.", shown=len(rows), all=of) if len(rows) < of else ""
        return markup.figure(drawn, alt=alt, caption=caption + cut + self.say(" Traits verticaux : intertitres."))

    def together(self) -> View:
        """Who appears with whom: pairs of people and organisations in one sentence, with their sentences."""
        table = tables.together(self.table["actors"])
        if table.empty:
            return self.annex(self.none("Noms qui reviennent ensemble dans une phrase : rien relevé."))
        columns = [
            Column("first", self.say("Nom")),
            Column("second", self.say("Avec")),
            Column("count", self.say("Phrases communes"), markup.numeric(self.language), True),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        return self.annex(
            markup.table(
                table,
                columns,
                caption=self.say("Qui paraît avec qui, dans une même phrase"),
                most=self.top,
                cut=self.cut("together"),
            )
        )

    def _listed(self, table: pd.DataFrame) -> View:
        columns = [
            Column("name", self.say("Nom")),
            Column("count", self.say("Mentions"), markup.numeric(self.language), True),
            Column("forms", self.say("Formes relevées"), forms),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        return markup.table(
            table,
            columns,
            caption=self.say("Lieux relevés, par nombre de mentions"),
            most=self.top,
            cut=self.cut("entities"),
            paper=self.names_on_paper,
        )

    def places(self) -> View:
        """Places: the map of those that are sure enough, the others named below it, and their table."""
        table = self.table["entities"]
        table = table[table["label"] == "LOC"]
        if table.empty:
            return self.none("Lieux : rien relevé.")
        drawn = table["latitude"].notna() & table["certainty"].isin(DRAWN_PLACES)
        shown = self.annex_if(self.is_brief, self._map(table[drawn]))
        listed = self.on_screen(self._listed(table)) + self.on_paper(self._in_line(table))
        return shown + self._unplaced(table[~drawn]) + listed

    def _in_line(self, table: pd.DataFrame) -> View:
        """The places as paper has them, in a paragraph: name, mentions, sentences."""
        most = self.names_on_paper
        told = [
            f"<strong>{esc(row['name'])}</strong> {esc(number(row['count'], self.language))} ({self.links(row['sentences'])})"
            for row in table.head(most).to_dict("records")
        ]
        left = f" · {esc(self.cut('entities')(len(table) - most))}" if len(table) > most else ""
        head = esc(self.say("Lieux relevés, par nombre de mentions (phrases)") + self.say(" : "))
        return View(f'<p class="source">{head}{", ".join(told)}{left}</p>', "")

    def _unplaced(self, rows: pd.DataFrame) -> View:
        """The places that the map leaves out."""
        if rows.empty:
            return View("", "")
        return markup.paragraph(
            self.say(
                "Lieux qui ne sont pas sur la carte, faute de position sûre : {list}.", list=", ".join(rows["name"])
            ),
            "note",
        )

    def _map(self, known: pd.DataFrame) -> View:
        from ..figures.places import places_map

        if known.empty:
            return self.none("Carte : rien à placer.")
        countries = [is_country(name, code) for name, code in known[["name", "country"]].to_numpy().tolist()]
        drawn = places_map(known.assign(is_country=countries), language=self.language)
        alt = self.say("Carte des lieux nommés : {list}.", list=", ".join(known["name"]))
        caption = self.say(
            "Lieux nommés dans l’article : pays ombrés, régions en italique, villes en disques dont la surface suit "
            "le nombre de mentions. Fond : Natural Earth."
        )
        return markup.figure(drawn, alt=alt, caption=caption)


def is_country(name: str, code: str | None) -> bool:
    """Whether a place is the country of its own code, by its French name in CLDR."""
    from babel import Locale

    return bool(code) and key(str(Locale("fr").territories.get(str(code), ""))) == key(name)
