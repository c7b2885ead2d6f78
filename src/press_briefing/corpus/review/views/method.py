"""How each view is made, after whom, and how well what it rests on was measured."""

from __future__ import annotations

import pandas as pd

from ....measure import accuracy
from ....show.formats import date_text, number, percent
from ....show.views import View, markup
from ....show.views.markup import ShownColumn, esc
from .. import copies, trends
from ..context import Review
from ..happenings import SURE


def method(review: Review) -> View:
    """A row a view: how it is made, and after whom."""
    say = review.say
    rows = [
        (say("Période"), _period(review)),
        (say("Reprises"), _copies(review)),
        (say("Noms"), _names(review)),
        (say("Mots propres"), _words(review)),
        (say("Ce qui monte"), _trends(review)),
        (say("Chronologie"), _chronology(review)),
        (say("Ce qui est relevé"), _measured(review)),
        (say("Tonalité"), _tone(review)),
    ]
    table, caption = pd.DataFrame(rows, columns=["view", "how"]), say("Comment la revue est faite")
    listed = markup.table(table, [ShownColumn("view", say("Vue")), ShownColumn("how", say("Comment"))], caption=caption)
    line = View(f'<p class="left-out-sections">{esc(say("Hors de ces pages, faute de matière"))}</p>', "")
    brief = review.note(f"{_measured(review)} {say('La page en ligne dit comment chaque vue est faite.')}")
    return line + review.on_screen(listed) + review.on_paper(brief)


def _period(review: Review) -> str:
    return review.say(
        "Un article appartient au jour que dit sa capture ; un article dont la date n’est pas "
        "relevée reste hors de toute période demandée."
    )


def _copies(review: Review) -> str:
    return review.say(
        "Suites de {run} mots, signatures MinHash (Broder, 1997), puis comparaison mot à "
        "mot : reprise à partir de {same} % de suites communes, ou de {within} % du plus "
        "court dans le plus long. Titres non comptés ; au-dessous de {short} mots, rien "
        "n’est rapproché.",
        run=copies.RUN,
        same=int(100 * copies.SAME),
        within=int(100 * copies.WITHIN),
        short=copies.SHORTEST,
    )


def _names(review: Review) -> str:
    return review.say(
        "Rapprochés d’un article à l’autre s’ils s’écrivent de même, ou si le plus court n’est "
        "la forme que d’un seul plus long. Deux personnes du même nom complet n’en font "
        "qu’une ici."
    )


def _words(review: Review) -> str:
    return review.say("Comparés au français courant (wordfreq) par le rapport de vraisemblance (Dunning, 1993).")


def _trends(review: Review) -> str:
    return review.say(
        "Rapport de cotes à a priori informatif (Monroe, Colaresi et Quinn, 2008), "
        "compté par articles ; termes de {least} articles au moins ; hasard jugé par le "
        "modèle hypergéométrique (Lafon, 1980), fausses découvertes tenues à {false} % "
        "(Benjamini et Hochberg, 1995).",
        least=trends.LEAST_HOLDING,
        false=int(100 * trends.FALSE),
    )


def _chronology(review: Review) -> str:
    return review.say(
        "Deux lignes n’en font qu’une si leurs dates s’accordent ou sont voisines, si "
        "leurs mots et leurs noms se ressemblent, et si aucun lieu ne s’y oppose ; sûr à "
        "partir d’une ressemblance de {sure} % à la même date, sinon probable. Jamais "
        "deux lignes d’un même article.",
        sure=int(100 * SURE),
    )


def _tone(review: Review) -> str:
    return review.say(
        "Moyenne par article, puis par journal ; intervalle de Student sur les articles, à partir de {least}.",
        least=trends.LEAST_MEANS,
    )


def _measured(review: Review) -> str:
    """How well the rows of an article, which all views here count, are found on texts nobody here had seen."""
    low, high, _ = accuracy.names()
    return review.say(
        "Article par article, comme dans une note, et mesuré le {date} sur des textes que n’avait lus aucun auteur "
        "des règles : noms, F1 de {low} à {high} selon les textes ; faits datés, {right} de justes et {found} de "
        "trouvés ; citations avec la bonne personne, F1 {quotes} ; tonalité des phrases, F1 {tone}.",
        date=date_text(accuracy.measured().isoformat(), review.language),
        low=number(low, review.language, 2),
        high=number(high, review.language, 2),
        right=percent(accuracy.unseen("readings", "events_precision"), review.language),
        found=percent(accuracy.unseen("readings", "events_recall"), review.language),
        quotes=number(accuracy.unseen("quotes", "quote_and_speaker_f1"), review.language, 2),
        tone=number(accuracy.unseen("tone", "macro_f1"), review.language, 2),
    )
