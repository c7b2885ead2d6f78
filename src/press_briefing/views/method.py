"""How each view is made, how well it does, and what this briefing was made from."""
from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd

from ..formats import number
from ..tone_views import MACRO_F1
from ..versions import versions
from . import markup
from .base import Base
from .markup import Column, View


class Method(Base):
    """Method, limits and measured accuracy."""

    def method(self) -> View:
        """A row a view: how it is made, and how well it does on texts read by hand."""
        say, f1 = self.say, self._measured
        rows = [
            (say("Nettoyage"), say("Suite de règles nommées ; tout retrait est inscrit."),
             say("{share} des 120 articles d’essai retrouvés mot pour mot.",
                 share=f1("cleaning", "articles_exact_share"))),
            (say("Dates"),
             say("Grammaire des expressions de temps (TIMEX3, EDTF), résolues dans cet ordre : explicite, "
                 "d’après un fait nommé, d’après la date de l’article, d’après une date voisine."),
             say("F1 {strict} aux bornes exactes, {value} avec la valeur (French TimeBank, une moitié).",
                 strict=f1("times", "strict_f1"), value=f1("times", "value_f1"))),
            (say("Faits datés"), say("La proposition qui porte la date, écourtée sans être réécrite."),
             say("F1 {f1} sur dix articles lus à la main.", f1=f1("events", "f1"))),
            (say("Noms"), say("Modèle statistique appris sur des textes libres, répertoires de lieux et de prénoms, "
                              "un seul sens par article."),
             say("F1 {f1} aux bornes exactes (Sequoia).", f1=f1("entities", "f1"))),
            (say("Citations"), say("Guillemets, verbes et tours qui rapportent, reprises de la personne qui parle."),
             say("F1 {f1} avec la bonne personne, sur dix articles lus à la main.",
                 f1=f1("quotes", "quote_and_speaker_f1"))),
            (say("Affirmations"), say("Verbes, noms et tours qui rapportent, conditionnels, sources."),
             say("F1 {f1}, {source} avec la source, sur les mêmes articles.", f1=f1("claims", "f1"),
                 source=f1("claims", "claim_and_source_f1"))),
            (say("Charge des mots"),
             say("Liste de mots écrite pour la presse, composée selon la phrase : négation, degré, "
                 "contraste. Ni ironie, ni sous-entendu."),
             say("F1 moyen {f1} sur 200 phrases de presse, {unread} sur la moitié dont les erreurs "
                 "n’ont pas été lues : "
                 "plus d’une phrase sur quatre est mal jugée.", f1=f1("tone", "macro_f1"),
                 unread=number(MACRO_F1, self.language, 2))),
        ]
        table = pd.DataFrame(rows, columns=["view", "how", "measured"])
        columns = [Column("view", say("Vue")), Column("how", say("Comment")), Column("measured", say("Mesuré"))]
        return markup.table(table, columns, caption=say("Méthode et exactitude mesurée de chaque vue"))

    def _measured(self, table: str, name: str) -> str:
        return number(accuracy()[table][name], self.language, 2)

    def made_from(self) -> View:
        """Versions, model and hash of the text: what the same briefing is made from again."""
        told = {self.say("Empreinte du texte (SHA-256)"): self.analysis.article.sha256,
                self.say("Modèle de langue"): self.analysis.model,
                self.say("Logiciels"): ", ".join(f"{name} {version}" for name, version in versions().items())}
        table = pd.DataFrame(list(told.items()), columns=["name", "value"])
        return markup.table(table, [Column("name", self.say("Élément")), Column("value", self.say("Valeur"))],
                            caption=self.say("Ce dont cette note est faite"))


@cache
def accuracy() -> dict[str, dict[str, float]]:
    """The measured accuracy of each view, as `accuracy.toml` tells it."""
    return tomllib.loads(files("press_briefing").joinpath("accuracy.toml").read_text(encoding="utf-8"))
