"""The page of questions: the same answers as Python's, in a real browser, from the disk as well as from a server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Visit
from portbook.model import Book
from portbook.model.names import UnknownNameError
from portbook.model.selection import Selection, filter_of
from portbook.questions import Answer, AskedError, Index, Wanted, between, chains, opened, port, who
from portbook.writers.questions_script import questions_script
from questions.made import MACHINES, OUTSIDE, PARTS, made

ASSETS = Path(__file__).parents[2] / "plugins" / "portbook" / "assets"
PAGE = "network/questions.html"
NAMES = (
    *MACHINES,
    *OUTSIDE,
    *PARTS,
    "N/A",
    "Pickers",
    " PLUM_Gate  (latch)",
    "pear_store (latch), plum_gate",
    "STRASSE_store",
)
PORTS = ("7070", "443", "79-81", "0-65535", "31000/TCP", "9/udp", "8443/SCTP", "65535", "ICMP", "70000", "9-8", "1/XYZ")
FILTERS: tuple[tuple[dict[str, str], Selection], ...] = (
    ({}, Selection()),
    ({"protection": "mutual"}, Selection(protections=("mutual",))),
    ({"subsystem": "Pressing"}, Selection(subsystems=("Pressing",))),
    ({"optional": "no"}, Selection(optional=False)),
)
ASK = """(questions) => questions.map(([kind, parts, filters]) => {
  try {
    const { answers, path } = PortbookAnswers.ask(globalThis.book, { kind, parts }, filters);
    if (path) return [path.title, path.more, path.unspecified, path.chains.map(({ machines, hops, groups }) =>
      [machines, hops.map(({ flows }) => flows.map(({ id }) => id)), groups])];
    return answers.map(({ title, flows, possible, leftOut }) =>
      [title, flows.map(({ id }) => id), possible.map(({ flow, doubts }) => [flow.id, [...doubts].sort()]), leftOut]);
  } catch (error) {
    if (error instanceof PortbookAnswers.AskedError) return "refused";
    throw error;
  }
})"""

Question = tuple[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def large() -> Book:
    return made(500)


@pytest.fixture(scope="module")
def script(chromium: Browser, large: Book) -> Iterator[Page]:
    """Give a page that holds the scripts and a book of hundreds of flows, and nothing else."""
    page = chromium.new_page()
    page.add_script_tag(content=questions_script(large).decode())
    page.add_script_tag(path=ASSETS / "portbook-answers.js")
    page.evaluate("globalThis.book = new PortbookAnswers.Book(portbookQuestions)")
    yield page
    page.close()


def told(answer: Answer) -> list[Any]:
    possible = [[flow.id, sorted(answer.doubts[flow.id])] for flow in answer.possible]
    return [answer.title, [flow.id for flow in answer.flows], possible, answer.left_out]


def by_python(index: Index, kind: str, parts: tuple[str, ...], selection: Selection) -> Any:
    keeps = filter_of(index.book, selection)
    try:
        if kind == "who":
            return [told(who(index, Wanted.target(index, parts[0]), keeps))]
        if kind == "port":
            return [told(port(index, Wanted.port(index, parts[0]), keeps))]
        named = [index.names.named((part,)) for part in parts]
        if kind == "from":
            return [told(opened(index, named[0], keeps))]
        if kind == "between":
            return [told(answer) for answer in between(index, named[0], named[1], keeps)]
        found = chains(index, named[0], named[1], None, keeps)
    except (UnknownNameError, AskedError):
        return "refused"
    ways = [[list(c.machines), [[f.id for f in hop.flows] for hop in c.hops], list(c.groups)] for c in found.found]
    return [found.title, found.more, found.unspecified, ways]


def questions() -> Iterator[Question]:
    for name in (*NAMES, "nobody", "", "plum_gate, nobody"):
        yield "who", (name,)
        yield "from", (name,)
        yield from (("who", (f"{name}:{text}",)) for text in PORTS)
    yield from (("port", (text,)) for text in (*PORTS, "", "x", "443/", "1-2-3"))
    for one in NAMES[::2]:
        for other in NAMES[1::3]:
            yield from (("between", (one, other)), ("path", (one, other)))
    yield from (("between", (NAMES[0], NAMES[0])), ("path", (NAMES[0], NAMES[0])), ("path", ("N/A", "N/A")))


@pytest.mark.parametrize(("filters", "selection"), FILTERS, ids=[str(chosen) for chosen, _ in FILTERS])
def test_the_browser_answers_as_python_does(
    script: Page, large: Book, filters: dict[str, str], selection: Selection
) -> None:
    index = Index.of(large)
    asked = list(questions())
    answers = script.evaluate(ASK, [[kind, list(parts), filters] for kind, parts in asked])
    for (kind, parts), answer in zip(asked, answers, strict=True):
        expected = json.loads(json.dumps(by_python(index, kind, parts, selection)))
        assert answer == expected, (kind, parts)


@pytest.mark.parametrize(
    ("words", "kind", "parts"),
    [
        ("who pear_store:7070", "who", ["pear_store:7070"]),
        ("  WHO  pear_store ", "who", ["pear_store"]),
        ("pear_store", "who", ["pear_store"]),
        ("sorter:7070", "who", ["sorter:7070"]),
        ("443", "port", ["443"]),
        ("53/UDP", "port", ["53/UDP"]),
        ('from "Edge balancer"', "from", ["Edge balancer"]),
        ("from Edge balancer", "from", ["Edge balancer"]),
        ("between pear_store plum_gate", "between", ["pear_store", "plum_gate"]),
        ("between Edge balancer plum_gate", "between", ["Edge balancer", "plum_gate"]),
        ("between Edge balancer and plum_gate (Latch)", "between", ["Edge balancer", "plum_gate (Latch)"]),
        ("path pear_store to Edge balancer", "path", ["pear_store", "Edge balancer"]),
        ("path pear_store > plum_gate", "path", ["pear_store", "plum_gate"]),
        ('path "pear_store" "Edge balancer"', "path", ["pear_store", "Edge balancer"]),
        ("path paer_store plum_gate", "path", ["paer_store", "plum_gate"]),
    ],
)
def test_the_box_understands_what_people_type(script: Page, words: str, kind: str, parts: list[str]) -> None:
    parse = "(words) => PortbookAnswers.parse(globalThis.book, words)"
    assert script.evaluate(parse, words) == {"kind": kind, "parts": parts}
    again = script.evaluate("(asked) => PortbookAnswers.words(globalThis.book, asked)", {"kind": kind, "parts": parts})
    assert script.evaluate(parse, again) == {"kind": kind, "parts": parts}, "a link fills the box with its question"


def test_a_link_holds_the_question_and_its_answer_is_told_aloud(visit: Visit) -> None:
    page = visit(f"{PAGE}#who=uaa:8443")
    expect(page.get_by_role("status").filter(has_text="Who may reach uaa:8443: 5 flows.")).to_be_visible()
    expect(page.get_by_label("Ask")).to_have_value("who uaa:8443")
    assert page.locator(".pb-ask table.pb-grid > tbody > tr").count() == 5


def test_a_question_is_asked_by_keyboard_and_can_be_shared(visit: Visit) -> None:
    page = visit(PAGE)
    page.get_by_label("Ask").fill("port 31000")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-ask caption")).to_have_text("Who uses port 31000")
    assert page.url.endswith("#port=31000")
    page.get_by_label("Ask").fill("path Load balancer uaa")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".pb-ask caption").first).to_have_text("1. Load balancer → router → uaa")
    expect(page.locator(".pb-ask")).to_contain_text("A chain is not routing")
    page.go_back()
    expect(page.locator(".pb-ask caption")).to_have_text("Who uses port 31000")
    expect(page.get_by_label("Ask")).to_have_value("port 31000")


def test_links_lead_to_the_row_and_to_the_source_line(visit: Visit) -> None:
    page = visit(f"{PAGE}#who=uaa:8443")
    row = page.locator(".pb-ask tbody tr").first
    flow = row.get_attribute("data-flow")
    hrefs = row.locator("a").evaluate_all("(links) => links.map((link) => link.href)")
    for href in dict.fromkeys(hrefs):
        page.goto(href)
        assert page.locator("h1").count() == 1
        if "#" in href:
            expect(page.locator(":target")).to_be_visible()
    assert f"#f-{flow}" in " ".join(hrefs)
    assert any("fidelity" in href and "#L25" in href for href in hrefs)


def test_filters_narrow_the_answer_and_stand_in_the_link(visit: Visit) -> None:
    page = visit(f"{PAGE}#from=diego_cell")
    expect(page.get_by_role("status").filter(has_text="3 flows. 4 more flows might match.")).to_be_visible()
    page.get_by_text("Filters").click()
    page.get_by_label("Condition").select_option("Required")
    expect(page.get_by_role("status").filter(has_text="1 flow. Filters left out 6 flows.")).to_be_visible()
    assert page.url.endswith("#from=diego_cell&optional=no")


def test_an_unknown_name_is_told_with_those_that_are_near(visit: Visit) -> None:
    page = visit(f"{PAGE}#who=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("status").filter(has_text="is called ‘<img src=x onerror=alert(1)>’")).to_be_visible()
    assert page.locator(".pb-ask img").count() == 0
    page.get_by_label("Ask").fill("who gorooter")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Gorouter", exact=True).click()
    expect(page.locator(".pb-ask caption")).to_have_text("Who may reach router (Gorouter)")


def test_what_might_match_opens(visit: Visit) -> None:
    page = visit(f"{PAGE}#port=31000")
    summary = page.get_by_text("more flows might match: ports are no numbers: 3.")
    summary.click()
    expect(page.locator(".pb-ask__possible tbody tr")).to_have_count(3)


def test_names_are_offered_while_one_types(visit: Visit) -> None:
    page = visit(PAGE)
    page.get_by_label("Ask").press_sequentially("who goro")
    options = page.locator(".pb-ask datalist option")
    expect(options.first).to_have_attribute("value", "who Gorouter")
