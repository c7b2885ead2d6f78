"""Tone: along the article, by section, by entity, with the caveat above; none under `tone_views.LEAST` sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measure import tone_views
from ...measure.accuracy import unseen
from ..formats import number, percent, signed
from . import markup, words_of
from .context import Context
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

# Below this many sections or entities, a comparing figure compares nothing.
FEW = 2


def tone(context: Context) -> View:
    """The caveat, the whole with its spread, and the tone along the article."""
    if _is_short(context):
        return _short(context)
    figure = context.on_long_paper(_curve(context, tone_views.tone_along(context.analysis)))
    told = View.of(prose=_caveat(context) + markup.paragraph(_whole(context)), figure=figure)
    return context.annex_if(context.is_brief, told)


def _caveat(context: Context) -> View:
    """What a judgement of tone is worth, above every figure of it."""
    say = context.say
    return markup.paragraph(
        say(
            "Tonalité des phrases, non opinion du journal : chaque phrase est jugée d’après une liste de mots et leur "
            "construction, en lecture précise aussi d’après ce qu’un encodeur a appris du sens des mots ; "
            "l’ironie n’est pas reconnue."
        )
        + " "
        + say(
            "Sur {sentences} phrases de presse que n’avait lues aucun auteur des règles, le F1 moyen est de {f1} "
            "sur 1 : la tonalité d’une phrase seule est un indice, à lire dans la phrase.",
            sentences=number(unseen("tone", "sentences"), context.language),
            f1=number(unseen("tone", "macro_f1"), context.language, 2),
        ),
        "caveat",
    )


def _is_short(context: Context) -> bool:
    """Whether the article has too few sentences for any view of tone."""
    return len(tone_views.body(context.analysis)) < tone_views.LEAST


def _short(context: Context) -> View:
    return markup.paragraph(
        context.say(
            "Tonalité : moins de {least} phrases, trop peu pour une mesure.",
            least=number(tone_views.LEAST, context.language),
        ),
        "nothing",
    )


def _whole(context: Context) -> str:
    """The article's mean with its spread, and how many sentences carry no tone."""
    told, language = tone_views.whole(context.analysis), context.language
    return context.say(
        "Ensemble de l’article : {negative} phrases négatives, {positive} positives, {neutral} sans tonalité "
        "({share} des phrases). Moyenne {mean} de −1 à +1, à 95 % entre {low} et {high} ; écart-type {deviation}. "
        "Phrases douteuses, que la liste de mots seule jugerait autrement : {doubtful}.",
        negative=number(told.negative, language),
        positive=number(told.positive, language),
        neutral=number(told.neutral, language),
        share=percent(told.neutral / told.sentences, language),
        mean=signed(told.mean, language),
        low=signed(told.low, language),
        high=signed(told.high, language),
        deviation=number(told.deviation, language, 2),
        doubtful=number(told.doubtful, language),
    )


def _curve(context: Context, points: tuple[tone_views.CurvePoint, ...]) -> View:
    from ..figures.tone import tone_curve

    sections = tone_views.tone_by_section(context.analysis)
    low = min(points, key=lambda point: point.smooth)
    alt = context.say(
        "Courbe de la tonalité, phrase par phrase ; elle est au plus bas à la phrase {number} ({score}).",
        number=context.number(low.start),
        score=signed(low.smooth, context.language),
    )
    caption = context.say(
        "Tonalité de chaque phrase (barres) et tonalité lissée (courbe) ; "
        "dessous, ce qui vient des faits, "
        "du jugement de l’auteur, des paroles citées ou rapportées. Numéros : parties du tableau."
    )
    return markup.figure(tone_curve(points, sections, language=context.language), alt=alt, caption=caption)


def tone_layers(context: Context) -> View:
    """What is charged: happenings, the author's judgement, reported words."""
    if _is_short(context):
        return context.annex(_short(context))
    import pandas as pd

    names, language = words_of.layers(context.translate), context.language
    table = pd.DataFrame([vars(row) for row in tone_views.tone_by_layer(context.analysis)])
    columns = [
        ShownColumn("layer", context.say("D’où vient la tonalité"), lambda v: esc(names.get(v, v))),
        ShownColumn("sentences", context.say("Phrases chargées"), markup.numeric(language), True),
        ShownColumn("negative", context.say("Négatives"), markup.numeric(language), True),
        ShownColumn("positive", context.say("Positives"), markup.numeric(language), True),
        ShownColumn("mean", context.say("Tonalité moyenne"), lambda v: esc(signed(v, language)), True),
    ]
    told = markup.table(table, columns, caption=context.say("Tonalité par origine"))
    return context.annex_if(context.is_brief, View.of(table=told))


def tone_sections(context: Context) -> View:
    """The tone of each section."""
    if _is_short(context):
        return context.annex(_short(context))
    import pandas as pd

    rows = tone_views.tone_by_section(context.analysis)
    if len(rows) < FEW:
        return context.annex(context.none("Parties à comparer : moins de deux relevées."))
    told = [
        {**vars(row), "number": number, "sentence": _first(context, row.start)} for number, row in enumerate(rows, 1)
    ]
    table = pd.DataFrame(told, columns=["number", "title", "sentences", "negative", "positive", "mean", "sentence"])
    first, language = context.say("(avant le premier intertitre)"), context.language
    columns = [
        ShownColumn("number", context.say("N°"), markup.numeric(language), True),
        ShownColumn("title", context.say("Partie"), lambda v: esc(v or first)),
        ShownColumn("sentences", context.say("Phrases"), markup.numeric(language), True),
        ShownColumn("negative", context.say("Négatives"), markup.numeric(language), True),
        ShownColumn("positive", context.say("Positives"), markup.numeric(language), True),
        ShownColumn("mean", context.say("Tonalité moyenne"), lambda v: esc(signed(v, language)), True),
        ShownColumn("sentence", context.say("Dès la phrase"), link, True),
    ]
    shown = markup.table(table, columns, caption=context.say("Tonalité par partie"), cut=context.cut("sections"))
    return context.annex(View.of(table=shown))


def _first(context: Context, start: int) -> int:
    """The first sentence at or after an offset, from 1."""
    return next((n for n, row in enumerate(context.analysis.sentences, 1) if row.start >= start), 0)


def tone_entities(context: Context) -> View:
    """The tone around each entity that is named often enough."""
    if _is_short(context):
        return context.annex(_short(context))
    from ..figures import tone as figures

    rows = tone_views.tone_by_entity(context.analysis)
    if len(rows) < FEW:
        return context.annex(
            context.none("Noms assez fréquents pour que la tonalité autour d’eux se compare : moins de deux relevés.")
        )
    alt = context.say(
        "Tonalité moyenne des phrases qui nomment : {list}.",
        list=", ".join(f"{row.name} {signed(row.mean, context.language)}" for row in rows),
    )
    caption = context.say(
        "Tonalité moyenne des phrases où le nom paraît, avec son intervalle à 95 % et leur nombre : "
        "la tonalité autour d’un nom, non envers lui. Sous {floor} phrases, rien n’est montré.",
        floor=tone_views.FLOOR,
    )
    drawn = markup.figure(figures.tone_entities(rows, language=context.language), alt=alt, caption=caption)
    return context.annex(View.of(figure=drawn))


def tone_words(context: Context, rows: pd.DataFrame | None = None) -> View:
    """The words behind the scores.

    `rows`: those of `tables["tone_words"]` to show; all of them where none are given.
    """
    if _is_short(context):
        return context.annex(_short(context))
    table = context.tables["tone_words"] if rows is None else rows
    if table.empty:
        return context.annex(context.none("Mots de la liste : rien relevé."))
    kinds = words_of.tone_kinds(context.translate)
    columns = [
        ShownColumn("lemma", context.say("Mot")),
        ShownColumn("kind", context.say("Sorte"), lambda v: esc(kinds.get(v, v))),
        ShownColumn("count", context.say("Fois"), markup.numeric(context.language), True),
        ShownColumn("score", context.say("Poids"), lambda v: esc(signed(v, context.language)), True),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    caption = context.say("Les mots qui pèsent le plus, négation et degré comptés")
    shown = markup.table(table, columns, caption=caption, most=context.top, cut=context.cut("tone_words"))
    return context.annex(View.of(table=shown))
