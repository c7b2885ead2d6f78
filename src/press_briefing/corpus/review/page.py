"""The press review: every view of it, as a notebook calls them."""

from __future__ import annotations

import pandas as pd

from ...capture.read import find
from ...measure import accuracy
from ...model.errors import UsageError
from ...model.settings import Settings
from ...show.formats import date_text, number, percent
from ...show.views import View, markup
from ...show.views.markup import Column
from . import copies, trends
from .collection import Collection
from .happenings import SURE
from .period import Period
from .speaking import Speaking

LEAST_TOP, MOST_TOP = 1, 300


class Review(Speaking):
    """A press review of `source` from `since` to `until` (ISO dates, empty: open), in one language.

    `source`: a folder, pattern, feed, file of JSON objects, `demo:`, or a dataset; a relative path as for `find`.
    `top`: rows of a table of words or names. Raises `SourceError` when nothing could be read, `UsageError` for a wrong
    period or language.
    """

    def __init__(
        self,
        source: str,
        *,
        since: str = "",
        until: str = "",
        language: str = "fr",
        top: int = 20,
        settings: Settings | None = None,
    ) -> None:
        if not LEAST_TOP <= top <= MOST_TOP:
            raise UsageError(f"top is {top}, not between {LEAST_TOP} and {MOST_TOP}", cure="give another number")
        collection = Collection(find(source, several=True), period=Period.of(since, until), settings=settings)
        super().__init__(collection, language=language, top=top)

    def method(self) -> View:
        """A row a view: how it is made, and after whom."""
        say = self.say
        rows = [
            (
                say("Période"),
                say(
                    "Un article appartient au jour que dit sa capture ; un article dont la date n’est pas "
                    "relevée reste hors de toute période demandée."
                ),
            ),
            (
                say("Reprises"),
                say(
                    "Suites de {run} mots, signatures MinHash (Broder, 1997), puis comparaison mot à "
                    "mot : reprise à partir de {same} % de suites communes, ou de {within} % du plus "
                    "court dans le plus long. Titres non comptés ; au-dessous de {short} mots, rien "
                    "n’est rapproché.",
                    run=copies.RUN,
                    same=int(100 * copies.SAME),
                    within=int(100 * copies.WITHIN),
                    short=copies.SHORTEST,
                ),
            ),
            (
                say("Noms"),
                say(
                    "Rapprochés d’un article à l’autre s’ils s’écrivent de même, ou si le plus court n’est "
                    "la forme que d’un seul plus long. Deux personnes du même nom complet n’en font "
                    "qu’une ici."
                ),
            ),
            (
                say("Mots propres"),
                say("Comparés au français courant (wordfreq) par le rapport de vraisemblance (Dunning, 1993)."),
            ),
            (
                say("Ce qui monte"),
                say(
                    "Rapport de cotes à a priori informatif (Monroe, Colaresi et Quinn, 2008), "
                    "compté par articles ; termes de {least} articles au moins ; hasard jugé par le "
                    "modèle hypergéométrique (Lafon, 1980), fausses découvertes tenues à {false} % "
                    "(Benjamini et Hochberg, 1995).",
                    least=trends.LEAST_HOLDING,
                    false=int(100 * trends.FALSE),
                ),
            ),
            (
                say("Chronologie"),
                say(
                    "Deux lignes n’en font qu’une si leurs dates s’accordent ou sont voisines, si "
                    "leurs mots et leurs noms se ressemblent, et si aucun lieu ne s’y oppose ; sûr à "
                    "partir d’une ressemblance de {sure} % à la même date, sinon probable. Jamais "
                    "deux lignes d’un même article.",
                    sure=int(100 * SURE),
                ),
            ),
            (say("Ce qui est relevé"), self._measured()),
            (
                say("Tonalité"),
                say(
                    "Moyenne par article, puis par journal ; intervalle de Student sur les "
                    "articles, à partir de {least}.",
                    least=trends.LEAST_MEANS,
                ),
            ),
        ]
        table = pd.DataFrame(rows, columns=["view", "how"])
        return markup.table(
            table,
            [Column("view", say("Vue")), Column("how", say("Comment"))],
            caption=say("Comment la revue est faite"),
        )

    def _measured(self) -> str:
        """How well the rows of an article, which all views here count, are found on texts nobody here had seen."""

        def share(name: str) -> str:
            return percent(accuracy.unseen("readings", name), self.language)

        def f1(value: float) -> str:
            return number(value, self.language, 2)

        low, high, _ = accuracy.names()
        return self.say(
            "Article par article, comme dans une note, et mesuré le {date} sur des textes que n’avait lus aucun auteur "
            "des règles : noms, F1 de {low} à {high} selon les textes ; faits datés, {right} de justes et {found} de "
            "trouvés ; citations avec la bonne personne, F1 {quotes} ; tonalité des phrases, F1 {tone}.",
            date=date_text(accuracy.measured().isoformat(), self.language),
            low=f1(low),
            high=f1(high),
            right=share("events_precision"),
            found=share("events_recall"),
            quotes=f1(accuracy.unseen("quotes", "quote_and_speaker_f1")),
            tone=f1(accuracy.unseen("tone", "macro_f1")),
        )
