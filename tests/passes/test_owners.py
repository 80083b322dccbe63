"""Whom headings and the words above a table name, and on which side."""

import pytest

from portbook.vocabulary.leads import said_in_sentences
from portbook.vocabulary.owners import UNREADABLE, Said
from portbook.vocabulary.titles import said_in_title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cider Press requirements", "Cider Press"),
        ("Ports used by the press", "press"),
        ("Ports opened on the press", "press"),
        ("Press ports", "Press"),
        ("Press (v3) ports", "Press"),
        ("Firewall rules for the Tasting Room", "Tasting Room"),
        ("Ports for the mill and press servers", "mill and press servers"),
        ("Press VM (inbound)", "Press VM"),
        ("Press Node(s)", "Press Node(s)"),
        ("2.1 Press nodes", "Press nodes"),
        ("Inbound rules: Press server", "Press server"),
        ("Farm Network Connections", "Farm"),
        ("Cider for Kegs prerequisites server", "Cider for Kegs prerequisites server"),
    ],
)
def test_a_title_names_whom_its_usual_words_leave(title: str, name: str) -> None:
    said = said_in_title(title)
    assert said is not None
    assert (said.owner, said.source, said.destination) == (name, "", "")


@pytest.mark.parametrize(
    "title",
    [
        "Ports",
        "Check Required Ports",
        "Inbound Network Rules",
        "External Interfaces, Ports, and Services",
        "Network ports (v3)",
        "Ports by Role",
    ],
)
def test_a_title_of_usual_words_alone_says_nothing(title: str) -> None:
    assert said_in_title(title) is None


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("Inbound, to the hosts", ("hosts", "", "hosts")),
        ("Outbound from the press", ("press", "press", "")),
        ("Inbound ports from the mill", ("", "mill", "")),
        ("Inbound traffic from the press", ("", "press", "")),
        ("Outbound traffic to the mill", ("", "", "mill")),
        ("Connections from the mill to the press", ("", "mill", "press")),
        ("Ingress to the mill from the press", ("mill", "press", "mill")),
        ("Mill -> Press", ("", "Mill", "Press")),
        ("Mill servers to press servers", ("", "Mill servers", "press servers")),
        ("Press inbound traffic from the mill", ("Press", "mill", "")),
    ],
)
def test_prepositions_say_on_which_side_somebody_stands(title: str, ends: tuple[str, str, str]) -> None:
    said = said_in_title(title)
    assert said is not None
    assert (said.owner, said.source, said.destination) == ends


@pytest.mark.parametrize(
    "title",
    [
        "Mill",
        "Mill to press",
        "Mill <-> Press",
        "Traffic between the mill and the press",
        "Troubleshooting",
        "FAQ",
        "Before you begin",
        "Known issues",
        "Version 4.2",
        "Ports for version 4.2",
        "What ports do I need?",
        "If you use a proxy",
        "Ports to close",
        "Ports not used by the mill",
        "Ports the press doesn't use",
        "Ports on which the press listens",
        "Ports required to upgrade the press",
        "Ports for replication",
        "LDAP ports",
        "Well-known ports",
        "Removed ports",
        "Server ports",
        "Mill-to-press ports",
        "Ports for the mill and the press",
        "Add users",
        "Migration to the press",
        "Press ports for the mill",
        "Everything that one ever wanted to know of how apples are pressed",
    ],
)
def test_a_title_without_evidence_names_nobody(title: str) -> None:
    assert said_in_title(title) == UNREADABLE


def test_a_name_of_the_book_is_evidence() -> None:
    known = frozenset({"mill", "press"})
    assert said_in_title("Mill", known) == Said(owner="Mill", weak=True)
    assert said_in_title("Mill to press", known) == Said(source="Mill", destination="press")


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("The following table lists the ports that must be open on the Cider Press.", ("Cider Press", "", "")),
        ("These are the minimum ports that the Tasting Room requires:", ("Tasting Room", "", "")),
        ("The ports that have to be opened for the Cider Press to work properly.", ("Cider Press", "", "")),
        ("Allow inbound traffic to Silo on these ports:", ("Silo", "", "")),
        ("Open the following ports on the press:", ("press", "", "")),
        ("The Press listens on these ports. Ask the farm for help.", ("Press", "", "")),
        ("In addition to ports used by the Mill, the Press needs:", ("Press", "", "")),
        ("Allow inbound traffic from the Mill to the Press:", ("", "Mill", "Press")),
        ("Allow inbound connections from the mill:", ("", "mill", "")),
        ("Clients connect to the Mill on the following ports.", ("", "Clients", "Mill")),
        ("The Mill must be able to reach these ports on the Press:", ("", "Mill", "Press")),
        ("Ports of the Mill are closed. Open the following ports on the Press:", ("Press", "", "")),
    ],
)
def test_a_sentence_names_whom_the_ports_serve(sentence: str, ends: tuple[str, str, str]) -> None:
    said = said_in_sentences(sentence)
    assert said is not None
    assert (said.owner, said.source, said.destination) == ends


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The following table lists network communication paths:", None),
        ("Open these ports on your firewall:", None),
        ("Apples are pressed in autumn.", None),
        ("Open these ports for the first weeks of autumn.", UNREADABLE),
        ("Apples travel over these ports when it rains.", UNREADABLE),
        ("The Press takes connections from the Mill on these ports:", UNREADABLE),
        ("Ask your administrator to open the following ports to the Internet:", UNREADABLE),
        ("Ports are opened by the installer:", UNREADABLE),
        ("The Mill does not listen on these ports:", Said(denied=True)),
        ("These ports must not be open on the Press:", Said(denied=True)),
        ("No ports are needed on the Mill.", Said(denied=True)),
    ],
)
def test_a_sentence_that_names_nobody_says_nothing_or_is_in_doubt(sentence: str, said: Said | None) -> None:
    assert said_in_sentences(sentence) == said


@pytest.mark.parametrize(
    "title",
    [
        "Ports for Press authentication",
        "Firewall Exceptions for Backup",
        "Ports for SNMP Traps",
        "Ports for NFS mounts",
        "Ports for orchard services",
        "Ports for Orchard clients",
        "Communication with external services",
        "Connections to the Internet",
    ],
)
def test_a_title_of_what_is_done_or_of_others_names_nobody(title: str) -> None:
    assert said_in_title(title) == UNREADABLE
