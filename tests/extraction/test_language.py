from __future__ import annotations

import pytest

from handelsgraph.extraction import is_german

GERMAN = (
    "Die Delegation aus Brandenburg hat am Montag das Werk der Firma in Changsha besucht und mit der Leitung über die "
    "weitere Zusammenarbeit gesprochen. Sie wurde von der Kammer begleitet und reist im Herbst wieder nach China."
)


def test_german_prose() -> None:
    assert is_german(GERMAN)


@pytest.mark.parametrize(
    "text",
    [
        "The delegation from Brandenburg visited the company in Shanghai and was received by the mayor of the city. "
        "They signed an agreement on cooperation in the field of water treatment and agreed to meet again this autumn.",
        "Une délégation du Brandebourg a visité la société à Paris et a été reçue par le maire de la ville. Ils ont "
        "signé un accord sur la coopération dans le domaine du traitement des eaux et veulent se revoir.",
        "Delegacja z Brandenburgii odwiedziła firmę w Szanghaju i została przyjęta przez burmistrza miasta. Podpisano "
        "umowę o współpracy w dziedzinie oczyszczania wody i uzgodniono, że kolejne spotkanie odbędzie się jesienią, "
        "o ile nie będzie to dla nich zbyt wcześnie i jest na to czas.",
    ],
)
def test_other_languages(text: str) -> None:
    assert not is_german(text)


@pytest.mark.parametrize("text", ["", "Hannover Messe 2016", "The company visited us.", "12 345 | 67 | 8,9\n" * 50])
def test_short_texts_and_tables_get_the_benefit_of_the_doubt(text: str) -> None:
    assert is_german(text)
