"""The engine: what it draws, and what becomes of graphs that it cannot draw."""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from books import orchard
from portbook.diagrams import dots, draw, render
from portbook.diagrams.engine.render import Engine, Rendering, SystemDot, Worker

FAKE = Path(__file__).with_name("fake_worker.py")
GRAPHS = {"first": "digraph {a}", "second": "digraph {bad}", "third": "digraph {c}"}

ON_THE_PATH = """\
#!{python}
import sys
if "-V" in sys.argv:
    sys.stderr.write("dot - graphviz version 0.0 (fake)")
else:
    text = sys.stdin.read()
    if "bad" in text:
        sys.stderr.write("Error: <stdin>: syntax error in line 1")
        sys.exit(1)
    sys.stdout.write("<svg>" + text + "</svg>")
"""


def fake(how: str) -> partial[Worker]:
    return partial(Worker, [sys.executable, str(FAKE), how])


def no_engine() -> Engine:
    return Worker(["/nonexistent/engine"])


@pytest.fixture
def system_dot(tmp_path: Path) -> partial[SystemDot]:
    program = tmp_path / "dot"
    program.write_text(ON_THE_PATH.format(python=sys.executable))
    program.chmod(0o755)
    return partial(SystemDot, str(program))


def test_many_graphs_are_drawn_by_the_wheel() -> None:
    made = dots(orchard())
    rendering = render(made, 60)
    assert rendering.failures == {}
    assert list(rendering.svgs) == list(made)
    assert rendering.engine.startswith("Graphviz ")


def test_a_graph_is_drawn_the_same_alone_and_in_a_batch() -> None:
    made = dots(orchard())
    last = list(made)[-1]
    assert render(made, 60).svgs[last] == render({last: made[last]}, 60).svgs[last]


def test_a_syntax_error_is_told_and_loses_no_other_graph() -> None:
    rendering = render({"broken": "digraph { a -> }", "whole": "digraph { a -> b }"}, 60)
    assert list(rendering.svgs) == ["whole"]
    assert "syntax error in line 1" in rendering.failures["broken"]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("crash", "the engine ended by signal SIGSEGV"),
        ("leave", "the engine ended with exit code 3"),
        ("garbage", "the engine gave an answer that makes no sense"),
        ("nonsense", "the engine gave an answer that makes no sense"),
        ("complain", "Error: lost n0 n1 edge"),
        ("refuse", "syntax error"),
    ],
)
def test_an_engine_that_fails_on_one_graph_draws_the_others(how: str, message: str) -> None:
    rendering = render(GRAPHS, 60, [fake(how)])
    assert rendering.failures == {"second": message}
    assert list(rendering.svgs) == ["first", "third"]


def test_a_hanging_engine_is_ended_in_time_and_the_others_are_drawn() -> None:
    start = time.monotonic()
    rendering = render(GRAPHS, 6, [fake("hang")])
    assert time.monotonic() - start < 6
    assert "no answer within" in rendering.failures["second"]
    assert list(rendering.svgs) == ["first", "third"]


def test_graphs_for_which_no_time_is_left_are_told() -> None:
    rendering = render({"bad": "bad", "next": "bad"}, 0.0, [fake("hang")])
    assert set(rendering.failures) == {"bad", "next"}
    assert rendering.svgs == {}


def test_the_next_engine_is_tried_where_one_cannot_be_had(system_dot: partial[SystemDot]) -> None:
    rendering = render(GRAPHS, 60, [no_engine, fake("absent"), system_dot])
    assert rendering.engine == "dot - graphviz version 0.0 (fake)"
    assert rendering.svgs == {"first": "<svg>digraph {a}</svg>", "third": "<svg>digraph {c}</svg>"}
    assert rendering.failures == {"second": "dot ended with exit code 1; Error: <stdin>: syntax error in line 1"}


def test_an_engine_that_does_not_say_its_name_is_given_up() -> None:
    rendering = render({"a": "digraph {a}"}, 1, [fake("silent")])
    assert rendering.failures["a"].startswith("no engine to draw with: the engine gave no answer within")


def test_without_any_engine_each_graph_has_the_reasons() -> None:
    rendering = render(GRAPHS, 60, [fake("absent"), partial(SystemDot, "no-such-program")])
    assert rendering == Rendering(
        {}, dict.fromkeys(GRAPHS, "no engine to draw with: no such engine; there is no dot on PATH"), ""
    )


def test_nothing_is_started_for_nothing() -> None:
    assert render({}, 60, [no_engine]) == Rendering({}, {}, "")


def test_an_engine_that_draws_something_else_is_found_out() -> None:
    drawing = draw(orchard(), 60, lambda made, limit: render(made, limit, [fake("none")]))
    assert drawing.svgs == {}
    assert set(drawing.failures.values()) >= {"the picture lacks 30 parts of the graph"}


DRAW = """\
import sys
from books import orchard
from portbook.diagrams import draw
sys.stdout.write(repr(draw(orchard(), 60).svgs))
"""


def test_pictures_do_not_depend_on_the_hash_seed() -> None:
    def drawn(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        ran = subprocess.run([sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    assert drawn("1") == drawn("2")
