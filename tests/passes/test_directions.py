"""Which ends phrases name, and which ports are opened in which direction."""

import pytest

from portbook.vocabulary.directions import Direction, ends_in_words, names_both_ends
from portbook.vocabulary.port_directions import ports_by_direction


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Press → Mill", ("Press", "Mill")),
        ("Press ← Mill", ("Mill", "Press")),
        ("from the press to the mill", ("press", "mill")),
        ("Press nach Mill", ("Press", "Mill")),
        ("von Press zu Mill", ("Press", "Mill")),
        ("Between press nodes", ("press nodes", "press nodes")),
        ("Inbound from the press", ("press", "")),
        ("To the mill", ("", "mill")),
        ("Between the press and the mills", ("", "")),
        ("Press → Mill → Silo", ("", "")),
        ("Press to Mill and Mill to Press", ("", "")),
        ("Access to the press", ("", "")),
    ],
)
def test_a_phrase_names_its_ends(text: str, ends: tuple[str, str]) -> None:
    assert ends_in_words(text) == ends


def test_a_translation_of_ports_names_no_ends() -> None:
    assert not names_both_ends("8443 -> 443")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("443 (inbound), 80 (outbound)", [(Direction.INBOUND, "443"), (Direction.OUTBOUND, "80")]),
        ("Inbound: 443, 444; outbound: 80", [(Direction.INBOUND, "443, 444"), (Direction.OUTBOUND, "80")]),
        ("443 in, 80 out", [(Direction.INBOUND, "443"), (Direction.OUTBOUND, "80")]),
        ("81, 82 (outbound)", []),
        ("443 (in clusters)", []),
        ("443 (both)", []),
    ],
)
def test_ports_say_their_direction(text: str, said: list[tuple[Direction, str]]) -> None:
    assert list(ports_by_direction(text)) == said
