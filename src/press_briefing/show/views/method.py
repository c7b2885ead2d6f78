"""How each view is made, how well it does, and what this briefing was made from."""

from __future__ import annotations

import pandas as pd

from ...measure import accuracy
from ...model import citation
from ...model.settings import PRECISE
from ...model.versions import versions
from ..formats import date_text, number, percent
from . import markup
from .base import Base
from .markup import Column, View, esc


class Method(Base):
    """Method, limits and measured accuracy."""

    def method(self) -> View:
        """What was measured, when and on what; then a row a view: how it is made, and how well it does."""
        say = self.say
        table = pd.DataFrame(
            [*self._of_the_text(), *self._of_the_story(), *self._of_the_voices(), self._left_out()],
            columns=["view", "how", "measured"],
        )
        columns = [Column("view", say("Vue")), Column("how", say("Comment")), Column("measured", say("Mesuré"))]
        made = markup.table(table, columns, caption=say("Méthode et exactitude mesurée de chaque vue"))
        return self._measured_on() + self.on_screen(made) + self.on_paper(self._in_figures())

    def _in_figures(self) -> View:
        """The measures alone, as the paper has them: what is right of what is shown, or F1; the page has the rest."""
        say = self.say
        read = [
            (say("Phrases clés"), "summary_five"),
            (say("Acteurs"), "actors_precision"),
            (say("Faits datés"), "events_precision"),
            (say("Chiffres"), "figures_precision"),
            (say("Qui parle"), "voices_precision"),
        ]
        right = [(name, self._share("readings", measure)) for name, measure in read]
        right.append((say("Accusations, soutiens"), self._share("stances", "right")))
        by_f1 = [
            (say("Noms"), self._f1("press", "precise_f1")),
            (say("Dates"), self._f1("times", "value_f1")),
            (say("Citations"), self._f1("quotes", "quote_and_speaker_f1")),
            (say("Affirmations"), self._f1("claims", "claim_and_source_f1")),
            (say("Tonalité"), self._f1("tone", "macro_f1")),
        ]
        told = say("Juste dans ce qui est montré, puis F1. La page HTML dit comment chaque vue est faite.")
        rows = [*right, *((say("{name}, F1", name=name), value) for name, value in by_f1)]
        items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in rows)
        return markup.paragraph(told) + View(f'<dl class="measures">{items}</dl>', "")

    def _measured_on(self) -> View:
        return markup.paragraph(
            self.say(
                "Mesuré le {date} sur des textes que n’avait lus personne parmi ceux qui écrivent les règles et entraînent "
                "les modèles. « Articles lus à la main » : {articles} articles de {outlets} titres, de {first} à {last}, "
                "mesurés le {again}. F1 : moyenne harmonique de ce qui est juste dans ce qui est montré et de ce qui est trouvé dans ce qu’il "
                "fallait trouver, de 0 à 1.",
                date=date_text(accuracy.measured().isoformat(), self.language),
                again=date_text(accuracy.measured("readings").isoformat(), self.language),
                articles=self._count("readings", "articles"),
                outlets=self._count("readings", "outlets"),
                first=int(accuracy.unseen("readings", "from")),
                last=int(accuracy.unseen("readings", "to")),
            )
        )

    def _of_the_text(self) -> list[tuple[str, str, str]]:
        say, (low, high, sets) = self.say, accuracy.names()
        return [
            (
                say("Nettoyage"),
                say("Suite de règles nommées ; tout retrait est inscrit."),
                say(
                    "{share} de {articles} articles d’essai retrouvés mot pour mot.",
                    share=self._share("cleaning", "articles_exact_share"),
                    articles=self._count("cleaning", "articles"),
                ),
            ),
            (
                say("Phrases clés"),
                say("Phrases les plus proches de toutes les autres (LexRank), les premières d’abord."),
                say(
                    "{good} sont de celles qu’un lecteur garderait ; {musts} des trois indispensables y sont (articles "
                    "lus à la main).",
                    good=self._share("readings", "summary_five"),
                    musts=self._share("readings", "summary_musts"),
                ),
            ),
            (
                say("Noms"),
                say(
                    "Modèles statistiques appris sur des textes libres, répertoires de lieux et de prénoms, "
                    "le reste de l’article."
                ),
                say(
                    "F1 aux bornes exactes : {precise} en lecture précise, {fast} en lecture rapide ({articles} "
                    "articles) ; rapide, sur d’autres textes, de {low} à {high} ({sets} jeux).",
                    precise=self._f1("press", "precise_f1"),
                    fast=self._f1("press", "fast_f1"),
                    articles=self._count("press", "articles"),
                    low=number(low, self.language, 2),
                    high=number(high, self.language, 2),
                    sets=sets,
                ),
            ),
            (
                say("Acteurs"),
                say("Personnes, organisations, États et groupes : noms, titres, descriptions et pronoms réunis."),
                self._read("actors"),
            ),
            (
                say("Tonalité"),
                say(
                    "Liste de mots écrite pour la presse, composée selon la phrase : négation, degré, "
                    "contraste. Ni ironie, ni sous-entendu."
                ),
                say(
                    "F1 moyen {f1} sur {sentences} phrases de presse (négative, neutre, positive).",
                    f1=self._f1("tone", "macro_f1"),
                    sentences=self._count("tone", "sentences"),
                ),
            ),
        ]

    def _of_the_story(self) -> list[tuple[str, str, str]]:
        say = self.say
        return [
            (
                say("Dates"),
                say(
                    "Grammaire des expressions de temps (TIMEX3, EDTF), résolues dans cet ordre : explicite, "
                    "d’après un fait nommé, d’après la date de l’article, d’après une date voisine."
                ),
                say(
                    "F1 {strict} aux bornes exactes, {value} avec la valeur ({expressions} expressions du French "
                    "TimeBank).",
                    strict=self._f1("times", "strict_f1"),
                    value=self._f1("times", "value_f1"),
                    expressions=self._count("times", "expressions"),
                ),
            ),
            (
                say("Faits datés"),
                say("La proposition qui porte la date, écourtée sans être réécrite."),
                say(
                    "{right} de ce qui est montré est juste, {found} de ce qu’un lecteur relève est trouvé ; acteurs d’un "
                    "fait : F1 {actors} (articles lus à la main).",
                    right=self._share("readings", "events_precision"),
                    found=self._share("readings", "events_recall"),
                    actors=self._f1("readings", "event_actors_f1"),
                ),
            ),
            (
                say("Chiffres"),
                say("Nombres en lettres et en chiffres, avec ce qu’ils comptent et leur borne."),
                self._read("figures"),
            ),
        ]

    def _of_the_voices(self) -> list[tuple[str, str, str]]:
        say = self.say
        return [
            (
                say("Citations"),
                say("Guillemets, verbes et tours qui rapportent, reprises de la personne qui parle."),
                say(
                    "F1 {f1} avec la bonne personne ({quotations} citations, {articles} autres articles).",
                    f1=self._f1("quotes", "quote_and_speaker_f1"),
                    quotations=self._count("quotes", "quotations"),
                    articles=self._count("quotes", "articles"),
                ),
            ),
            (
                say("Affirmations"),
                say("Verbes, noms et tours qui rapportent, conditionnels, sources."),
                say(
                    "F1 {f1}, {source} avec la source ({claims} affirmations, les mêmes).",
                    f1=self._f1("claims", "f1"),
                    source=self._f1("claims", "claim_and_source_f1"),
                    claims=self._count("claims", "claims"),
                ),
            ),
            (
                say("Accusations, soutiens"),
                say(
                    "Verbes, noms et tours par lesquels quelqu’un accuse, critique, dément, "
                    "loue ou soutient, avec leurs compléments ; ce qui est douteux n’est "
                    "montré qu’en face d’une réponse, et marqué à vérifier."
                ),
                say(
                    "{right} juste sur {rows} lignes lues une à une ({articles} articles).",
                    right=self._share("stances", "right"),
                    rows=self._count("stances", "rows"),
                    articles=self._count("stances", "articles"),
                ),
            ),
            (
                say("Qui parle"),
                say("Citations et affirmations d’une même personne réunies sous un nom."),
                self._read("voices"),
            ),
        ]

    def _left_out(self) -> tuple[str, str, str]:
        """What is found and not shown, since it is wrong more often than not: its figures say why."""
        say = self.say
        return (
            say("Non montré"),
            say("Anonymat des sources : relevé, marqué douteux dans les données."),
            say("Juste : {others} (articles lus à la main).", others=self._share("readings", "anonymous_precision")),
        )

    def _read(self, kind: str) -> str:
        """How much of a kind of finding is right, and how much is found, of what a careful reader noted."""
        return self.say(
            "{right} de ce qui est montré est juste, {found} de ce qu’un lecteur relève est trouvé "
            "(articles lus à la main).",
            right=self._share("readings", f"{kind}_precision"),
            found=self._share("readings", f"{kind}_recall"),
        )

    def _f1(self, view: str, name: str) -> str:
        return number(accuracy.unseen(view, name), self.language, 2)

    def _share(self, view: str, name: str) -> str:
        return percent(accuracy.unseen(view, name), self.language)

    def _count(self, view: str, name: str) -> str:
        return number(accuracy.unseen(view, name), self.language)

    def made_from(self) -> View:
        """The capture, hash of the text, model and versions: what the same briefing is made from again."""
        article = self.analysis.article
        told = {
            self.say("Référence"): citation.line(article, self.language),
            self.say("Capture"): article.source,
            **({self.say("Adresse"): article.url} if article.url else {}),
            self.say("Empreinte du texte (SHA-256)"): article.sha256,
            self.say("Modèle de langue"): self.analysis.model,
            self.say("Lecture"): self.say("précise") if self.analysis.profile == PRECISE else self.say("rapide"),
            self.say("Logiciels"): ", ".join(f"{name} {version}" for name, version in versions().items()),
        }
        table = pd.DataFrame(list(told.items()), columns=["name", "value"])
        made = markup.table(
            table,
            [Column("name", self.say("Élément")), Column("value", self.say("Valeur"))],
            caption=self.say("Ce dont cette note est faite"),
        )
        short = {name: value for name, value in told.items() if name != self.say("Logiciels")}
        in_line = " · ".join(f"<strong>{esc(name)}</strong> {esc(value)}" for name, value in short.items())
        return self.on_screen(made) + self.on_paper(View(f'<p class="source">{in_line}</p>', ""))
