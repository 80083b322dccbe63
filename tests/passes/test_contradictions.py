"""What documents say differently of the same path, and what they merely say in other words."""

import pytest

from portbook.compiler import Compilation, Input, compile_sources
from portbook.model import Book, Contradiction, Grade
from portbook.options import Options, SourceOptions

HEADER = "Source\tDestination\tPort\tTransport\tApplication protocol\tSecurity"
SHORT = "Source\tDestination\tPort\tTransport"


def page(*rows: str, heading: str = "Carrying", header: str = HEADER) -> str:
    return "\n".join([heading, "", header, *(row.replace(" | ", "\t") for row in rows), ""])


def compiled(*pages: str, levels: dict[str, str] | None = None, **options: str) -> Compilation:
    inputs = [
        Input(f"page{at}.txt", text.encode(), SourceOptions(path=f"page{at}.txt", title=f"Page {at}", **options))  # type: ignore[arg-type] # texts only
        for at, text in enumerate(pages, 1)
    ]
    return compile_sources(inputs, Options(levels=levels or {}))


def found(*pages: str) -> list[tuple[str, str]]:
    return [(str(item.grade), str(item.about)) for item in compiled(*pages).book.contradictions]


def says(contradiction: Contradiction) -> dict[str, str]:
    return {side.path: side.says for side in contradiction.sides}


PLAIN = "apple_gate | pear_store | 4222-4225 | TCP | NATS | Basic authentication"


def test_other_ports_between_the_same_components_are_a_proven_contradiction() -> None:
    one = page("apple_gate (Latch) | pear_store | 4222-4225 | TCP | NATS | Basic authentication")
    other = page("apple_gate (Latch) | pear_store | 4222 | TCP | NATS | Basic authentication")
    compilation = compiled(one, other)
    (item,) = compilation.book.contradictions
    assert item.grade is Grade.PROVEN
    assert says(item) == {"page1.txt": "4222-4225", "page2.txt": "4222"}
    assert len(compilation.book.flows) == 2
    assert item.flows == tuple(flow.id for flow in compilation.book.flows)
    (finding,) = [f for f in compilation.report.diagnostics if f.code.startswith("contradiction")]
    assert (finding.code, finding.level, str(finding.place)) == ("contradiction-proven", "warning", "page1.txt:4")
    assert "page2.txt:4 says 4222" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        ["apple_gate | pear_store | 4222, 4223, 4224, 4225 | TCP | NATS | Basic authentication"],
        [f"apple_gate | pear_store | {port} | TCP | NATS | Basic authentication" for port in range(4222, 4226)],
        ["apple_gate | pear_store | 8222 | TCP | HTTP | None"],
        ["apple_gate | pear_store | 5222 | UDP | NATS | Basic authentication"],
        ["apple_gate (health check) | pear_store | 8080 | TCP | NATS | Basic authentication"],
        ["pear_store | apple_gate | 4999 | TCP | NATS | None"],
        ["N/A | pear_store | 4999 | TCP | NATS | None"],
        ["apple_gate | pear_store | N/A | TCP | NATS | Basic authentication"],
        ["apple_gate | pear_store | 4222-4225 | TCP | NATS | N/A"],
    ],
    ids=["list", "row-each", "protocol", "transport", "purpose", "way", "nobody", "no-port", "no-security"],
)
def test_what_means_the_same_or_something_else_is_no_contradiction(rows: list[str]) -> None:
    assert found(page(PLAIN), page(*rows)) == []


def test_one_document_may_state_several_ports_of_a_pair() -> None:
    assert found(page(PLAIN, PLAIN.replace("4222-4225", "5222"))) == []


@pytest.mark.parametrize("source", ["apple_gate (Latch)", "Apple Gate", "apple-gate"])
def test_another_component_or_spelling_makes_it_suspect(source: str) -> None:
    assert found(page(PLAIN), page(PLAIN.replace("apple_gate", source).replace("4222-4225", "4222"))) == [
        ("suspect", "ports")
    ]


def test_a_port_more_in_a_row_of_its_own_is_suspect() -> None:
    assert found(page(PLAIN, PLAIN.replace("4222-4225", "6222")), page(PLAIN)) == [("suspect", "ports")]


@pytest.mark.parametrize("ports", ["4222-4225, 6222", "4222", "4223-4226"], ids=["more", "fewer", "overlapping"])
def test_a_row_of_more_or_fewer_ports_is_as_proven_as_one_of_others(ports: str) -> None:
    assert found(page(PLAIN), page(PLAIN.replace("4222-4225", ports))) == [("proven", "ports")]


def test_components_that_all_documents_name_are_compared_once() -> None:
    latch = PLAIN.replace("apple_gate", "apple_gate (Latch)")
    hinge = PLAIN.replace("apple_gate", "apple_gate (Hinge)").replace("4222-4225", "6222")
    assert found(page(latch, hinge), page(latch)) == []
    assert found(page(latch, hinge), page(latch.replace("4222-4225", "4222"), hinge)) == [("proven", "ports")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("HTTP | None", "HTTPS | TLS", ("proven", "protection")),
        ("HTTPS | TLS", "HTTPS | Mutual TLS", ("proven", "protection")),
        ("NATS | None", "NATS | Basic authentication", ("proven", "protection")),
        ("HTTPS | TLS", "HTTPS | OAuth 2.0", ("suspect", "protection")),
        ("HTTP | OAuth 2.0", "HTTP | Basic authentication", ("suspect", "protection")),
        ("HTTP | OAuth", "HTTP | OAuth 2.0", ("wording", "protection")),
        ("NATS | Basic auth", "NATS | Basic authentication", ("wording", "protection")),
        ("gRPC | None", "gRPC over HTTP/2 | None", ("wording", "protocol")),
        ("MySQL | Password", "LDAP | Password", ("suspect", "protocol")),
    ],
)
def test_protection_is_compared_on_equal_ports(one: str, other: str, expected: tuple[str, str]) -> None:
    row = "apple_gate | pear_store | 7070 | TCP | "
    assert found(page(row + one), page(row + other)) == [expected]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Encrypted", "Yes"), ("Security", "TLS"), []),
        (("Encrypted", "Yes"), ("Security", "None"), [("proven", "protection")]),
        (("Encrypted", "No"), ("Authentication", "No"), []),
        (("Encrypted", "No"), ("Encryption", "None"), [("wording", "protection")]),
        (("Authentication", "No"), ("Authentication", "Basic"), [("proven", "protection")]),
        (("Encryption", "N/A"), ("Security", "TLS"), []),
    ],
)
def test_answers_are_compared_by_what_their_headers_ask(
    one: tuple[str, str], other: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    pages = [
        page(f"apple_gate | pear_store | 7070 | TCP | HTTP | {text}", header=HEADER.replace("Security", header))
        for header, text in (one, other)
    ]
    assert found(*pages) == expected


ROW = "apple_gate | pear_store | 53 | {} | DNS | None"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["TCP"], ["UDP"], [("proven", "transport")]),
        (["TCP"], ["TCP and UDP"], [("suspect", "transport")]),
        (["TCP", "UDP"], ["TCP and UDP"], []),
        (["TCP"], ["N/A"], []),
    ],
)
def test_other_transports_of_the_same_ports_and_protocol(
    one: list[str], other: list[str], expected: list[tuple[str, str]]
) -> None:
    assert found(page(*map(ROW.format, one)), page(*map(ROW.format, other))) == expected


def test_without_protocols_other_transports_are_suspect_and_their_ports_are_not_compared() -> None:
    tcp, udp = page("apple_gate | pear_store | 53 | TCP", header=SHORT), "apple_gate | pear_store | {} | UDP"
    assert found(tcp, page(udp.format(53), header=SHORT)) == [("suspect", "transport")]
    assert found(tcp, page(udp.format(123), header=SHORT)) == []


def test_a_protocol_that_one_document_alone_names_makes_other_ports_suspect() -> None:
    assert found(page(PLAIN), page("apple_gate | pear_store | 5222 | TCP", header=SHORT)) == [("suspect", "ports")]


def test_ports_for_other_purposes_are_only_suspect() -> None:
    header, row = f"{HEADER}\tPurpose", f"{PLAIN} | "
    one, same, apart = f"{row}Sends the crates", f"{row}Crates are sent", f"{row}Weighs fruit"
    assert found(page(one, header=header), page(same.replace("4225", "4224"), header=header)) == [("proven", "ports")]
    assert found(page(one, header=header), page(apart.replace("4225", "4224"), header=header)) == [("suspect", "ports")]


def within(*tables: list[str], header: str = HEADER) -> list[tuple[str, str]]:
    return found("\n".join(page(*rows, heading=f"Part {at}", header=header) for at, rows in enumerate(tables, 1)))


def test_two_tables_of_a_page_with_other_ports_are_suspect() -> None:
    assert within([PLAIN], [PLAIN.replace("4222-4225", "4223")]) == [("suspect", "ports")]


def test_two_tables_of_a_page_that_protect_a_port_differently_are_proven() -> None:
    assert within([PLAIN], [PLAIN.replace("Basic authentication", "None")]) == [("proven", "protection")]
    assert within([PLAIN], [PLAIN.replace("Basic authentication", "Basic auth")]) == [("wording", "protection")]


def test_two_rows_of_a_table_that_protect_a_port_differently_are_suspect() -> None:
    assert within([PLAIN, PLAIN.replace("Basic authentication", "None")]) == [("suspect", "protection")]


@pytest.mark.parametrize(
    "tables",
    [
        [[PLAIN, PLAIN.replace("4222-4225", "5222")]],
        [[PLAIN], [PLAIN, PLAIN.replace("4222-4225", "5222")]],
        [[PLAIN], [PLAIN.replace("TCP", "UDP")]],
        [[PLAIN], [PLAIN.replace("4222-4225", str(port)) for port in range(4222, 4226)]],
        [[PLAIN], [PLAIN.replace("apple_gate", "apple_gate (Latch)").replace("4222-4225", "4223")]],
        [[PLAIN], [PLAIN.replace("apple_gate", "Any VM").replace("4222-4225", "4223")]],
        [["Clients | pear_store | 80 | TCP | HTTP | None"], ["Clients | pear_store | 8080 | TCP | HTTP | None"]],
        [[PLAIN, PLAIN.replace("Basic authentication", "Basic auth")]],
        [[PLAIN], [PLAIN.replace("Basic authentication", "N/A")]],
    ],
    ids=["two-ports", "a-row-more", "transports", "row-each", "component", "group", "outsiders", "words", "silence"],
)
def test_what_completes_itself_in_one_page_is_no_contradiction(tables: list[list[str]]) -> None:
    assert within(*tables) == []


def test_tables_without_protocols_complete_each_other_in_one_page() -> None:
    one, other = ("apple_gate | pear_store | 443 | TCP", "apple_gate | pear_store | 8443 | TCP")
    assert within([one], [other], header=SHORT) == []


def test_rows_for_several_purposes_may_protect_a_port_differently() -> None:
    row = "apple_gate | pear_store | 443 | TCP | HTTPS | "
    rows = [f"{row}TLS | Weighs fruit", f"{row}Mutual TLS | Sends crates"]
    assert within(rows, header=f"{HEADER}\tPurpose") == []


def test_a_symbol_against_a_number_is_a_matter_of_words() -> None:
    assert found(page(PLAIN), page(PLAIN.replace("4222-4225", "Varies"))) == [("wording", "ports")]


def test_tables_without_protocols_are_compared_by_transport() -> None:
    one, two, three = (f"apple_gate | pear_store | {port} | TCP" for port in (443, 8443, 9443))
    assert found(page(one, header=SHORT), page(two, header=SHORT)) == [("proven", "ports")]
    assert found(page(one, two, header=SHORT), page(two, three, header=SHORT)) == [("suspect", "ports")]
    assert found(page(one, two, header=SHORT), page(two, header=SHORT)) == []


def test_a_path_out_of_one_end_is_missing_at_the_other() -> None:
    out = page("apple_gate | pear_store | 443 | TCP | HTTPS | TLS", heading="Outbound communications")
    into = page("cider_press | pear_store | 443 | TCP | HTTPS | TLS", heading="Inbound communications")
    compilation = compiled(out, into)
    (item,) = compilation.book.contradictions
    assert (item.grade, item.about) == (Grade.PROVEN, "missing")
    assert [(side.path, len(side.rows)) for side in item.sides] == [("page1.txt", 1), ("page2.txt", 0)]
    assert found(out, into.replace("cider_press", "apple_gate")) == []


def test_a_table_that_names_a_group_lacks_nobody() -> None:
    out = page("apple_gate | pear_store | 443 | TCP | HTTPS | TLS", heading="Outbound communications")
    into = page("Any VM | pear_store | 443 | TCP | HTTPS | TLS", heading="Inbound communications")
    assert found(out, into) == []


def test_tables_without_a_word_on_their_way_are_only_suspect() -> None:
    out = page(*(f"apple_gate | {name} | 443 | TCP | HTTPS | TLS" for name in ("pear_store", "plum_store")))
    into = page(*(f"{name} | pear_store | 443 | TCP | HTTPS | TLS" for name in ("cider_press", "cellar_door")))
    assert found(out, into) == [("suspect", "missing")]


def test_tables_of_both_ways_on_one_page_are_two_sides() -> None:
    out = page("apple_gate | pear_store | 443 | TCP | HTTPS | TLS", heading="Outbound from the gate")
    into = page("apple_gate | pear_store | 8443 | TCP | HTTPS | TLS", heading="Inbound to the store")
    assert found(f"{out}\n{into}") == [("proven", "ports")]


def test_versions_of_one_product_may_differ() -> None:
    one, other = page(PLAIN), page(PLAIN.replace("4222-4225", "4222"))

    def of(*versions: str) -> Book:
        options = (SourceOptions(path=f"{v}.txt", product="Orchard", version=v) for v in versions)
        texts = (one, other)
        inputs = [Input(o.path, text.encode(), o) for o, text in zip(options, texts, strict=True)]
        return compile_sources(inputs, Options()).book

    assert not of("4.0", "5.0").contradictions
    assert len(of("4.0", "").contradictions) == 1


def test_an_alias_of_the_configuration_makes_it_suspect() -> None:
    options = Options(names={"apple_gate": ("Eastern door",)})
    texts = page(PLAIN), page(PLAIN.replace("apple_gate", "Eastern door").replace("4222-4225", "4222"))
    inputs = [Input(f"{at}.txt", text.encode(), SourceOptions(path=f"{at}.txt")) for at, text in enumerate(texts)]
    (item,) = compile_sources(inputs, options).book.contradictions
    assert item.grade is Grade.SUSPECT


def test_a_level_can_make_the_check_fail() -> None:
    pages = page(PLAIN), page(PLAIN.replace("4222-4225", "4222"))
    assert compiled(*pages).report.exit_code == 0
    assert compiled(*pages, levels={"contradiction-proven": "error"}).report.exit_code == 1


def test_many_documents_make_one_contradiction_of_a_path_in_the_same_order_each_time() -> None:
    pages = [page(PLAIN.replace("4222-4225", str(4000 + at % 7))) for at in range(60)]
    compilation = compiled(*pages)
    (item,) = compilation.book.contradictions
    assert len(item.sides) == 60
    assert compilation.again().book.contradictions == compilation.book.contradictions
