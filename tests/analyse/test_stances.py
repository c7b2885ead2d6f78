"""Who accuses, blames, denies, praises, supports whom; traps beside them; answers; what views and tables make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from press_briefing.analyse.stances.answers import answered
from press_briefing.analyse.stances.lexicon import KINDS, faults, nouns, verbs
from press_briefing.measure.tables import every_table
from press_briefing.model.analysis import Analysis, Sentence, Stance
from press_briefing.show import views
from press_briefing.show.views import Context
from press_briefing.show.views.text import annotated

Analysed = Callable[..., Analysis]


def told(analysis: Analysis, *, doubtful: bool = False) -> list[tuple[str | None, str, str | None]]:
    """The stances by names of actors."""
    names = {row.id: row.name for row in analysis.actors} | {"author": "author"}
    return [
        (names.get(row.by or ""), row.kind, names.get(row.whom or ""))
        for row in analysis.stances
        if doubtful or not row.doubtful
    ]


STANCES = [
    ("Anne Roy accuse Paul Petit d’avoir volé la caisse.", "Anne Roy", "accuses", "Paul Petit"),
    ("Paul Petit a été accusé de vol par Anne Roy.", "Anne Roy", "accuses", "Paul Petit"),
    ("Paul Petit, accusé par Anne Roy d’avoir menti, a quitté la salle.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy, qui accuse Paul Petit de vol, a quitté la salle.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy reproche à Paul Petit son silence.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy a mis en cause Paul Petit.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy a porté plainte contre Paul Petit.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy dénonce la passivité de Paul Petit.", "Anne Roy", "accuses", "Paul Petit"),
    ("Le tribunal de Lyon a condamné Paul Petit à deux ans de prison.", "tribunal de Lyon", "accuses", "Paul Petit"),
    ("Anne Roy s’en est prise à Paul Petit.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy a vivement critiqué Paul Petit.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy a critiqué la façon dont Paul Petit gère la commune.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy a qualifié Paul Petit de menteur.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy demande à Paul Petit de démissionner.", "Anne Roy", "blames", "Paul Petit"),
    ("« Paul Petit n’a pas tenu ses promesses », déplore Anne Roy.", "Anne Roy", "blames", "Paul Petit"),
    ("Selon Anne Roy, Paul Petit a menti.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy a salué le courage de Paul Petit.", "Anne Roy", "praises", "Paul Petit"),
    ("Anne Roy a rendu hommage à Paul Petit.", "Anne Roy", "praises", "Paul Petit"),
    ("Anne Roy a tenu à remercier Paul Petit.", "Anne Roy", "praises", "Paul Petit"),
    ("Anne Roy a apporté son soutien à Paul Petit.", "Anne Roy", "supports", "Paul Petit"),
    ("Paul Petit a reçu le soutien d’Anne Roy.", "Anne Roy", "supports", "Paul Petit"),
    ("Anne Roy exige la libération de Paul Petit.", "Anne Roy", "supports", "Paul Petit"),
    ("Anne Roy appelle à la levée des sanctions contre le Mali.", "Anne Roy", "supports", "Mali"),
    ("Anne Roy réclame la démission de Paul Petit.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy a demandé l’arrestation de Paul Petit.", "Anne Roy", "blames", "Paul Petit"),
    ("Anne Roy dénonce les mesures prises par Paul Petit.", "Anne Roy", "accuses", "Paul Petit"),
    ("Anne Roy conteste la décision de Paul Petit.", "Anne Roy", "blames", "Paul Petit"),
    ("Le comportement de Paul Petit a suscité la désapprobation d’Anne Roy.", "Anne Roy", "blames", "Paul Petit"),
    ("La condamnation de Paul Petit par le tribunal de Lyon a surpris.", "tribunal de Lyon", "accuses", "Paul Petit"),
    ("Le procureur de Lyon a requis dix ans de prison contre Paul Petit.", "procureur de Lyon", "accuses",
     "Paul Petit"),
    ("« Paul Petit a voulu masquer ses échecs », affirme Anne Roy.", "Anne Roy", "accuses", "Paul Petit"),
    ("« C’est un désastre causé par la politique de Paul Petit », affirme Anne Roy.", "Anne Roy", "accuses",
     "Paul Petit"),
    ("Anne Roy nie les faits.", "Anne Roy", "denies", None),
    ("Anne Roy a rejeté ces accusations.", "Anne Roy", "denies", None),
    ("Anne Roy se défend d’avoir menti.", "Anne Roy", "denies", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by", "kind", "whom"), STANCES)
def test_stances(analysed: Analysed, text: str, by: str, kind: str, whom: str | None) -> None:
    assert (by, kind, whom) in told(analysed(text))


TRAPS = [
    "Anne Roy a demandé l’arrestation des assassins de Paul Petit.",
    "Anne Roy réclame le départ du train de Paul Petit.",
    "Anne Roy dénonce les souffrances subies par Paul Petit.",
    "La condamnation de Paul Petit a surpris Anne Roy.",
    "La mort de Paul Petit a suscité l’indignation d’Anne Roy.",
    "Anne Roy regrette la démission de Paul Petit.",
    "« Paul Petit n’a pas voulu masquer ses échecs », affirme Anne Roy.",
    "Anne Roy a demandé la levée du siège contre Paul Petit.",
    "Anne Roy n’accuse pas Paul Petit.",
    "Anne Roy n’a jamais soutenu Paul Petit.",
    "Anne Roy refuse de condamner Paul Petit.",
    "Anne Roy accuse-t-elle Paul Petit ?",
    "Si Anne Roy accuse Paul Petit, il partira.",
    "Anne Roy partira si Paul Petit ne respecte pas la loi.",
    "« Anne partira si Paul Petit ne respecte pas la loi », a prévenu Anne Roy.",
    "Anne Roy menace de porter plainte contre Paul Petit.",
    "Anne Roy appelle la ville à soutenir Paul Petit.",
    "Anne Roy a dénoncé le meurtre de Paul Petit.",            # a victim
    "Anne Roy déplore la mort de Paul Petit.",
    "Anne Roy a condamné l’agression de Paul Petit.",          # the victim, or the aggressor
    "Paul Petit a perdu contre Anne Roy.",                     # a loser
    "Anne Roy a traité Paul Petit à l’hôpital de Lyon.",       # a patient
    "Anne Roy poursuit son travail avec Paul Petit.",
    "Anne Roy n’a ni confirmé ni démenti son départ.",
    "Anne Roy attribue un prix à Paul Petit.",
    "Lyon s’est défendue à domicile contre Metz.",
    "Anne Roy a manifesté son intérêt pour Paul Petit.",
    "Paul Petit est responsable de la communication, selon Anne Roy.",
    "Paul Petit n’a pas menti, selon Anne Roy.",
    "Paul Petit n’a pas réussi à marquer.",                    # the author reports, and judges nobody
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_traps(analysed: Analysed, text: str) -> None:
    assert told(analysed(text)) == []


@pytest.mark.parametrize(("text", "other"), [
    ("Anne Roy accuse Paul Petit d’avoir volé la caisse.", "Anne Roy accuse Paul Petit d'avoir volé la caisse."),
    ("Anne Roy s’en est prise à Paul Petit.", "Anne Roy s'en est prise à Paul Petit."),
    ("« Paul Petit n’a pas tenu ses promesses », déplore Anne Roy.",
     "«\u00a0Paul Petit n'a pas tenu ses promesses\u00a0», déplore Anne Roy."),
])  # fmt: skip
def test_typography_changes_nothing(analysed: Analysed, text: str, other: str) -> None:
    assert told(analysed(text)) == told(analysed(other)) != []


def test_one_who_is_accused_by_nobody_told_is_to_be_checked(analysed: Analysed) -> None:
    found = analysed("Paul Petit est soupçonné de fraude.")
    assert told(found) == []
    assert told(found, doubtful=True) == [(None, "accuses", "Paul Petit")]


def test_hearsay_is_to_be_checked(analysed: Analysed) -> None:
    assert told(analysed("Anne Roy aurait accusé Paul Petit de vol.")) == []


def test_the_author_judges_in_words_that_do(analysed: Analysed) -> None:
    assert ("author", "blames", "Paul Petit") in told(analysed("Paul Petit est incapable de diriger la ville de Lyon."))


def test_of_what_in_words_of_the_article(analysed: Analysed) -> None:
    (row,) = analysed("Anne Roy accuse Paul Petit d’avoir volé la caisse.").stances
    assert (row.what, row.cue) == ("d’avoir volé la caisse", "accuse")


def test_a_denial_is_paired_with_the_charge_it_answers(analysed: Analysed) -> None:
    found = analysed(
        "Anne Roy accuse Paul Petit de vol. Le tribunal de Lyon a ouvert le dossier. Paul Petit nie les faits."
    )
    charge, denial = (row for row in found.stances if not row.doubtful)
    assert found.stances[denial.answers or 0] == charge


def test_who_rejects_somebodys_charges_was_charged_by_them(analysed: Analysed) -> None:
    found = analysed("Paul Petit a rejeté les accusations d’Anne Roy.")
    assert set(told(found)) == {("Anne Roy", "accuses", "Paul Petit"), ("Paul Petit", "denies", "Anne Roy")}
    assert [row.answers for row in found.stances if row.kind == "denies"] == [0]


def test_what_one_does_not_own_up_to_is_denied(analysed: Analysed) -> None:
    assert told(analysed("« Je n’ai pas menti », assure Anne Roy.")) == [("Anne Roy", "denies", None)]


def test_an_answer_has_the_same_two_and_is_the_nearest() -> None:
    rows = [
        Stance(0, 1, "accuses", "a", "b", ""),
        Stance(10, 11, "accuses", "c", "b", ""),
        Stance(20, 21, "denies", "b", None, ""),
        Stance(30, 31, "denies", "b", "a", ""),
        Stance(40, 41, "denies", "a", None, ""),
    ]
    sentences = [Sentence(start, start + 9, 0) for start in range(0, 50, 10)]
    assert [row.answers for row in answered(rows, sentences)] == [None, None, 1, 0, None]


INTERVIEW = """Le port et ses grues

Entretien avec Lucie Marchal, docker à Sète.

Comment vivez-vous la fermeture du quai ?

Les grues ne tournent plus. Nous n'avons pas été écoutés.

Qu'attendez-vous de la mairie ?

Je soutiens Paul Petit, qui est venu nous voir.

Avez-vous encore espoir ?

Oui, je crois que nous gagnerons."""


def test_who_answers_an_interview_speaks_and_not_the_author(analysed: Analysed) -> None:
    assert told(analysed(INTERVIEW)) == [("Lucie Marchal", "supports", "Paul Petit")]


def test_lists_are_well_formed() -> None:
    kinds = {entry.kind for found in verbs().values() for entry in found} | {kind for kind, _ in nouns().values()}
    assert kinds <= set(KINDS)
    assert {fault.kind for found in faults().values() for fault in found} <= set(KINDS)


def test_no_words_break_it(analysed: Analysed) -> None:
    for text in ("accuse", "« accuse »", "accuse de de de", "nie nie nie, nie.", "contre contre", "s’en prendre à"):
        assert analysed(text).article.text == text


TEXT = ("Anne Roy accuse Paul Petit de vol. Paul Petit a nié les faits. Anne Roy a critiqué Jean Blanc. Marc Noir a "
        "rendu hommage à Anne Roy.")  # fmt: skip


def test_the_view_sets_answers_beside_accusations(analysed: Analysed) -> None:
    view = views.stances(Context(analysed(TEXT)))
    assert "Qui accuse, qui répond" in view.html
    row = next(row for row in view.html.split("<tr>") if "Paul Petit dément" in row)
    assert "#s1" in row
    assert "#s2" in row
    assert "rien relevé" in next(row for row in view.html.split("<tr>") if "Jean Blanc" in row)
    assert "Marc Noir" in view.html


def test_the_view_says_that_nothing_was_found(analysed: Analysed) -> None:
    assert "Accusations\u202f: rien relevé" in views.stances(Context(analysed("Il pleut."))).html


def test_what_is_doubtful_is_shown_only_beside_its_answer(analysed: Analysed) -> None:
    found = analysed("Paul Petit est soupçonné de fraude.")
    assert "Paul Petit" not in views.stances(Context(found)).html
    found = analysed("Paul Petit est soupçonné de fraude. Paul Petit nie les faits.")
    assert "à vérifier" in views.stances(Context(found)).html


def test_the_table_names_actors_and_numbers_answers(analysed: Analysed) -> None:
    table = every_table(analysed(TEXT))["stances"]
    assert table["by"].tolist()[:2] == ["Anne Roy", "Paul Petit"]
    assert table["answers"].tolist()[1] == 1


def test_english(analysed: Analysed) -> None:
    assert "Accusations and replies" in views.stances(Context(analysed(TEXT), language="en")).html


def test_rows_survive_json(analysed: Analysed) -> None:
    found = analysed(TEXT)
    assert Analysis.from_dict(found.to_dict()).stances == found.stances
    assert replace(found.stances[0], doubtful=True) != found.stances[0]


def test_the_annotated_text_marks_what_tells_a_stance(analysed: Analysed) -> None:
    html = annotated(analysed("Anne Roy accuse Paul Petit d’avoir volé la caisse.")).html
    assert '<mark class="stance neg">accuse</mark>' in html
    assert 'class="stance' not in annotated(analysed("Anne Roy n’accuse pas Paul Petit.")).html


def test_what_somebody_can_do_no_longer_is_no_reproach(analysed: Analysed) -> None:
    lost = "Des bergers, selon leurs syndicats, ne parviennent plus à nourrir leurs brebis."
    blamed = "Selon le syndicat des ports, le ministère ne parvient pas à payer les dockers."
    assert not analysed(lost).stances
    assert [row.kind for row in analysed(blamed).stances] == ["blames"]
