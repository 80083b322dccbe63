"""Whom headings and the words above a table name."""

import pytest

from portbook.vocabulary.owners import name_in_sentence, name_in_title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cider Press requirements", "Cider Press"),
        ("Ports used by the press", "press"),
        ("Press ports", "Press"),
        ("Firewall rules for the Tasting Room", "Tasting Room"),
        ("Inbound, to the hosts", "hosts"),
        ("Press VM (inbound)", "Press VM"),
        ("Press Node(s)", "Press Node(s)"),
        ("2.1 Press nodes", "Press nodes"),
        ("Farm Network Connections", "Farm"),
        ("Ports", None),
        ("Check Required Ports", None),
        ("Inbound Network Rules", None),
        ("External Interfaces, Ports, and Services", None),
        ("Everything that one ever wanted to know of how apples are pressed", None),
    ],
)
def test_a_title_names_whom_its_usual_words_leave(title: str, name: str | None) -> None:
    named = name_in_title(title)
    assert (named.name if named else None) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The following table lists the ports that must be open on the Cider Press.", "Cider Press"),
        ("These are the minimum ports that the Tasting Room requires:", "Tasting Room"),
        ("The ports that have to be opened for the Cider Press to work properly.", "Cider Press"),
        ("Allow inbound traffic to Silo on these ports:", "Silo"),
        ("The following table lists network communication paths:", None),
        ("Apples are pressed in autumn.", None),
    ],
)
def test_a_sentence_names_whom_the_ports_serve(sentence: str, name: str | None) -> None:
    named = name_in_sentence(sentence)
    assert (named.name if named else None) == name
