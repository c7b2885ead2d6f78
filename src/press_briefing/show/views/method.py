"""How each view is made, how well it does, and what this briefing was made from."""

from __future__ import annotations

import pandas as pd

from ...measure import accuracy
from ...model import citation
from ...model.settings import PRECISE
from ...model.versions import versions
from ..formats import date_text, number, percent
from . import markup
from .context import Context
from .markup import ShownColumn, View, esc


def left_out(context: Context) -> View:
    """The line that names the sections which pages leave out; whoever sets the page adds their titles."""
    told = esc(context.say("Hors de ces pages, faute de matière ou réservé au carnet et aux données"))
    return View(f'<p class="left-out-sections">{told}</p>', "")


def method(context: Context) -> View:
    """What was measured, when and on what; then a row a view: how it is made, and how well it does."""
    say = context.say
    table = pd.DataFrame(
        [*_of_the_text(context), *_of_the_story(context), *_of_the_voices(context), _not_shown(context)],
        columns=["view", "how", "measured"],
    )
    columns = [
        ShownColumn("view", say("Vue")),
        ShownColumn("how", say("Comment")),
        ShownColumn("measured", say("Mesuré")),
    ]
    made = markup.table(table, columns, caption=say("Méthode et exactitude mesurée de chaque vue"))
    return View.of(prose=_measured_on(context), table=context.on_screen(made) + context.on_paper(_in_figures(context)))


def _in_figures(context: Context) -> View:
    """The F1 alone, as the paper has them: the note tells what is right of what is shown, the page the rest."""
    say = context.say
    by_f1 = [
        (say("Noms"), _f1(context, "press", "precise_f1")),
        (say("Dates"), _f1(context, "times", "value_f1")),
        (say("Citations"), _f1(context, "quotes", "quote_and_speaker_f1")),
        (say("Affirmations"), _f1(context, "claims", "claim_and_source_f1")),
        (say("Tonalité"), _f1(context, "tone", "macro_f1")),
    ]
    told = say("F1 ; la note donne la part juste de ce qui est montré, la page HTML dit comment chaque vue est faite.")
    items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in by_f1)
    return markup.paragraph(told) + View(f'<dl class="measures">{items}</dl>', "")


def _measured_on(context: Context) -> View:
    return markup.paragraph(
        context.say(
            "Mesuré le {date} sur des textes que n’avait lus personne parmi ceux qui écrivent les règles et entraînent "
            "les modèles. « Articles lus à la main » : {articles} articles de {outlets} titres, de {first} à {last}, "
            "mesurés le {again}. F1 : moyenne harmonique de ce qui est juste dans ce qui est montré et de ce qui est trouvé dans ce qu’il "
            "fallait trouver, de 0 à 1.",
            date=date_text(accuracy.measured().isoformat(), context.language),
            again=date_text(accuracy.measured("readings").isoformat(), context.language),
            articles=_count(context, "readings", "articles"),
            outlets=_count(context, "readings", "outlets"),
            first=int(accuracy.unseen("readings", "from")),
            last=int(accuracy.unseen("readings", "to")),
        )
    )


def _of_the_text(context: Context) -> list[tuple[str, str, str]]:
    say, (low, high, sets) = context.say, accuracy.names()
    return [
        (
            say("Nettoyage"),
            say("Suite de règles nommées ; tout retrait est inscrit."),
            say(
                "{share} de {articles} articles d’essai retrouvés mot pour mot.",
                share=_share(context, "cleaning", "articles_exact_share"),
                articles=_count(context, "cleaning", "articles"),
            ),
        ),
        (
            say("Phrases clés"),
            say("Phrases les plus proches de toutes les autres (LexRank), les premières d’abord."),
            say(
                "{good} sont de celles qu’un lecteur garderait ; {musts} des trois indispensables y sont (articles "
                "lus à la main).",
                good=_share(context, "readings", "summary_five"),
                musts=_share(context, "readings", "summary_musts"),
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
                precise=_f1(context, "press", "precise_f1"),
                fast=_f1(context, "press", "fast_f1"),
                articles=_count(context, "press", "articles"),
                low=number(low, context.language, 2),
                high=number(high, context.language, 2),
                sets=sets,
            ),
        ),
        (
            say("Acteurs"),
            say("Personnes, organisations, États et groupes : noms, titres, descriptions et pronoms réunis."),
            _read(context, "actors"),
        ),
        (
            say("Tonalité"),
            say(
                "Liste de mots écrite pour la presse, composée selon la phrase : négation, degré, "
                "contraste. Ni ironie, ni sous-entendu."
            ),
            say(
                "F1 moyen {f1} sur {sentences} phrases de presse (négative, neutre, positive).",
                f1=_f1(context, "tone", "macro_f1"),
                sentences=_count(context, "tone", "sentences"),
            ),
        ),
    ]


def _of_the_story(context: Context) -> list[tuple[str, str, str]]:
    say = context.say
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
                strict=_f1(context, "times", "strict_f1"),
                value=_f1(context, "times", "value_f1"),
                expressions=_count(context, "times", "expressions"),
            ),
        ),
        (
            say("Faits datés"),
            say("La proposition qui porte la date, écourtée sans être réécrite."),
            say(
                "{right} de ce qui est montré est juste, {found} de ce qu’un lecteur relève est trouvé ; acteurs d’un "
                "fait : F1 {actors} (articles lus à la main).",
                right=_share(context, "readings", "events_precision"),
                found=_share(context, "readings", "events_recall"),
                actors=_f1(context, "readings", "event_actors_f1"),
            ),
        ),
        (
            say("Chiffres"),
            say("Nombres en lettres et en chiffres, avec ce qu’ils comptent et leur borne."),
            _read(context, "figures"),
        ),
    ]


def _of_the_voices(context: Context) -> list[tuple[str, str, str]]:
    say = context.say
    return [
        (
            say("Citations"),
            say("Guillemets, verbes et tours qui rapportent, reprises de la personne qui parle."),
            say(
                "F1 {f1} avec la bonne personne ({quotations} citations, {articles} autres articles).",
                f1=_f1(context, "quotes", "quote_and_speaker_f1"),
                quotations=_count(context, "quotes", "quotations"),
                articles=_count(context, "quotes", "articles"),
            ),
        ),
        (
            say("Affirmations"),
            say("Verbes, noms et tours qui rapportent, conditionnels, sources."),
            say(
                "F1 {f1}, {source} avec la source ({claims} affirmations, les mêmes).",
                f1=_f1(context, "claims", "f1"),
                source=_f1(context, "claims", "claim_and_source_f1"),
                claims=_count(context, "claims", "claims"),
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
                right=_share(context, "stances", "right"),
                rows=_count(context, "stances", "rows"),
                articles=_count(context, "stances", "articles"),
            ),
        ),
        (
            say("Qui parle"),
            say("Citations et affirmations d’une même personne réunies sous un nom."),
            _read(context, "voices"),
        ),
    ]


def _not_shown(context: Context) -> tuple[str, str, str]:
    """What is found and not shown, since it is wrong more often than not: its figures say why."""
    say = context.say
    return (
        say("Non montré"),
        say("Anonymat des sources : relevé, marqué douteux dans les données."),
        say("Juste : {others} (articles lus à la main).", others=_share(context, "readings", "anonymous_precision")),
    )


def _read(context: Context, kind: str) -> str:
    """How much of a kind of finding is right, and how much is found, of what a careful reader noted."""
    return context.say(
        "{right} de ce qui est montré est juste, {found} de ce qu’un lecteur relève est trouvé "
        "(articles lus à la main).",
        right=_share(context, "readings", f"{kind}_precision"),
        found=_share(context, "readings", f"{kind}_recall"),
    )


def _f1(context: Context, view: str, name: str) -> str:
    return number(accuracy.unseen(view, name), context.language, 2)


def _share(context: Context, view: str, name: str) -> str:
    return percent(accuracy.unseen(view, name), context.language)


def _count(context: Context, view: str, name: str) -> str:
    return number(accuracy.unseen(view, name), context.language)


def made_from(context: Context) -> View:
    """The capture, hash of the text, model and versions: what the same briefing is made from again."""
    article = context.analysis.article
    told = {
        context.say("Référence"): citation.line(article, context.language),
        context.say("Capture"): article.source,
        **({context.say("Adresse"): article.url} if article.url else {}),
        context.say("Empreinte du texte (SHA-256)"): article.sha256,
        context.say("Modèle de langue"): context.analysis.model,
        context.say("Lecture"): context.say("précise")
        if context.analysis.profile == PRECISE
        else context.say("rapide"),
        context.say("Logiciels"): ", ".join(f"{name} {version}" for name, version in versions().items()),
    }
    table = pd.DataFrame(list(told.items()), columns=["name", "value"])
    made = markup.table(
        table,
        [ShownColumn("name", context.say("Élément")), ShownColumn("value", context.say("Valeur"))],
        caption=context.say("Ce dont cette note est faite"),
    )
    short = {name: value for name, value in told.items() if name != context.say("Logiciels")}
    in_line = " · ".join(f"<strong>{esc(name)}</strong> {esc(value)}" for name, value in short.items())
    return View.of(table=context.on_screen(made) + context.on_paper(View(f'<p class="source">{in_line}</p>', "")))
