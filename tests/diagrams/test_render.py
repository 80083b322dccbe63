"""The engine: what it draws, and what becomes of graphs that it cannot draw."""

import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import orchard
from portbook.diagrams import Look, Order, dots, draw
from portbook.diagrams.engine import ENGINES, Engines, Rendering, identity, render
from portbook.diagrams.engine.batch import Make
from portbook.diagrams.engine.files import leads_outside
from portbook.diagrams.engine.order import Engine, Ready
from portbook.diagrams.engine.system import SystemDot
from portbook.diagrams.engine.wheel import WORKER, Wheel
from portbook.diagrams.graphs import icons

FAKE = Path(__file__).with_name("fake_worker.py")
GRAPHS = {"first": "digraph {a}", "second": "digraph {bad}", "third": "digraph {c}", "fourth": "digraph {d}"}
WHEEL: dict[str, Make] = {"wheel": Wheel}

ON_THE_PATH = """\
#!{python}
import sys
text = sys.stdin.read()
if "-V" in sys.argv:
    sys.stderr.write("dot - graphviz version 0.0 (fake)")
elif "-Tplain" in sys.argv:
    print("node iiiiiiii 1 1 {narrow} 1\\nnode WWWWWWWW 1 1 2.5 1")
elif "bad" in text:
    sys.stderr.write("Error: <stdin>: syntax error in line 1")
    sys.exit(1)
else:
    for number, graph in enumerate(text.splitlines()):
        sys.stdout.write(f'<?xml version="1.0"?><svg><g id="graph{{number}}">{{graph}}</g></svg>')
"""

needs_dot = pytest.mark.skipif(
    not shutil.which("dot"), reason="there is no dot on PATH; the package graphviz brings it"
)


def fake(how: str) -> dict[str, Make]:
    return {"wheel": lambda order: Wheel(order, [sys.executable, str(FAKE), how])}


def no_engine(order: Order) -> Engine:
    return Wheel(order, ["/nonexistent/engine"])


def rendered(
    made: dict[str, str], engines: Engines = ENGINES, order: Order | None = None
) -> tuple[dict[str, bytes], Rendering]:
    pictures: dict[str, bytes] = {}
    rendering = render(made.items(), order or Order(images=icons.folder()), pictures.__setitem__, engines)
    return pictures, rendering


def system_dot(folder: Path, narrow: str = "0.5") -> dict[str, Make]:
    program = folder / "dot"
    program.write_text(ON_THE_PATH.format(python=sys.executable, narrow=narrow))
    program.chmod(0o755)
    return {"dot": lambda order: SystemDot(order, str(program))}


def test_many_graphs_are_drawn_by_the_wheel() -> None:
    made = dots(orchard())
    pictures, rendering = rendered(made)
    assert rendering.failures == {}
    assert list(pictures) == sorted(made, key=lambda name: len(made[name]))  # the short ones first
    assert rendering.engine.startswith("Graphviz ")
    assert rendering.fonts
    assert rendering.remarks == ()


def test_a_graph_is_drawn_the_same_alone_in_a_batch_and_by_several_workers() -> None:
    made = dots(orchard())
    last = list(made)[-1]
    pictures, _ = rendered(made)
    alone, _ = rendered({last: made[last]})
    assert alone[last] == pictures[last]
    spread, rendering = rendered(made, order=Order(images=icons.folder(), workers=3))
    assert spread == pictures
    assert rendering.failures == {}


def test_pictures_are_taken_in_the_thread_of_the_caller() -> None:
    threads = set()
    render(GRAPHS.items(), Order(workers=2), lambda *_: threads.add(threading.current_thread()), WHEEL)
    assert threads == {threading.main_thread()}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_caller_that_gives_up_leaves_nothing_running(workers: int) -> None:
    def give_up(name: str, _: bytes) -> None:
        raise KeyError(name)

    before = set(threading.enumerate())
    with pytest.raises(KeyError):
        render(GRAPHS.items(), Order(workers=workers), give_up, WHEEL)
    left = set(threading.enumerate()) - before
    for thread in left:
        thread.join(10)  # each ends with the process that it reads from or writes to
    assert not any(thread.is_alive() for thread in left)


def test_a_syntax_error_is_told_and_loses_no_other_graph() -> None:
    pictures, rendering = rendered({"broken": "digraph { a -> }", "whole": "digraph { a -> b }"}, WHEEL)
    assert list(pictures) == ["whole"]
    assert "syntax error in line 1" in rendering.failures["broken"]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("crash", "the engine ended by signal SIGSEGV; Error: lost n0 n1 edge"),
        ("leave", "the engine ended with exit code 3"),
        ("garbage", "the engine gave an answer that makes no sense"),
        ("nonsense", "the engine gave an answer that makes no sense"),
        ("blank", "the engine gave no picture"),
        ("flood", "the engine gave no picture"),
        ("complain", "Error: lost n0 n1 edge"),
        ("refuse", "syntax error"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_an_engine_that_fails_on_one_graph_draws_those_queued_behind_it(how: str, message: str, workers: int) -> None:
    pictures, rendering = rendered(GRAPHS, fake(how), Order(workers=workers))
    assert rendering.failures == {"second": message}
    assert sorted(pictures) == ["first", "fourth", "third"]
    assert all(f"<!--{GRAPHS[name]}-->".encode() in picture for name, picture in pictures.items())


def test_a_hanging_engine_is_ended_in_time_and_the_others_are_drawn() -> None:
    start = time.monotonic()
    pictures, rendering = rendered(GRAPHS, fake("hang"), Order(timeout=6))
    assert time.monotonic() - start < 6
    assert "no answer within" in rendering.failures["second"]
    assert list(pictures) == ["first", "third", "fourth"]


def test_graphs_for_which_no_time_is_left_are_told() -> None:
    pictures, rendering = rendered({"bad": "bad", "next": "bad"}, fake("hang"), Order(timeout=0))
    assert set(rendering.failures) == {"bad", "next"}
    assert pictures == {}


def test_dot_draws_where_the_wheel_cannot_be_had_and_that_is_told(tmp_path: Path) -> None:
    pictures, rendering = rendered(GRAPHS, fake("absent") | system_dot(tmp_path))
    assert rendering.engine == "Graphviz 0.0 of dot"
    assert rendering.failures == {"second": "dot ended with exit code 1; Error: <stdin>: syntax error in line 1"}
    assert list(pictures) == ["first", "third", "fourth"]
    assert rendering.remarks == (
        "the engine of the pygraphviz wheel cannot be used: no such engine; Graphviz 0.0 of dot drew instead",
    )


def test_the_chosen_engine_is_tried_first(tmp_path: Path) -> None:
    both = WHEEL | system_dot(tmp_path)
    assert rendered(GRAPHS, both, Order(engine="dot"))[1].engine == "Graphviz 0.0 of dot"
    pictures, rendering = rendered(
        {"a": "digraph {a}"}, WHEEL | {"dot": lambda order: SystemDot(order, "no-such-program")}, Order(engine="dot")
    )
    assert list(pictures) == ["a"]
    assert rendering.remarks[0].startswith("dot from PATH cannot be used: there is no dot on PATH; Graphviz ")


def test_dot_draws_a_batch_through_one_process_as_it_draws_each(tmp_path: Path) -> None:
    made = {name: dot for name, dot in GRAPHS.items() if name != "second"}
    pictures, _ = rendered(made, system_dot(tmp_path))
    assert pictures == {
        name: f'<?xml version="1.0"?><svg><g id="graph0">{dot}</g></svg>'.encode() for name, dot in made.items()
    }


def test_an_engine_that_does_not_say_its_name_is_given_up() -> None:
    _, silent = rendered({"a": "digraph {a}"}, fake("silent"), Order(timeout=1))
    assert "the engine gave no answer within" in silent.failures["a"]
    _, nameless = rendered({"a": "digraph {a}"}, fake("nameless"))
    assert nameless.failures["a"].endswith("the engine did not say its name")


def test_a_worker_ends_by_itself_where_nobody_ends_it(tmp_path: Path) -> None:
    (tmp_path / "pygraphviz.py").write_text("import time\ntime.sleep(600)\n")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run([*WORKER, "svg", "1"], env=environment, stdin=subprocess.DEVNULL, timeout=60, check=False)
    assert ran.returncode == -signal.SIGALRM


def test_without_any_engine_each_graph_has_the_reasons() -> None:
    pictures, rendering = rendered(
        GRAPHS, {"wheel": no_engine, "dot": lambda order: SystemDot(order, "no-such-program")}
    )
    assert pictures == {}
    assert set(rendering.failures) == set(GRAPHS)
    for reason in rendering.failures.values():
        assert reason.startswith("no engine to draw with: the engine of the pygraphviz wheel cannot be used: ")
        assert reason.endswith("; dot from PATH cannot be used: there is no dot on PATH")


def test_nothing_is_started_for_nothing() -> None:
    assert rendered({}, {"wheel": no_engine}) == ({}, Rendering())


def test_texts_are_written_while_the_engine_starts() -> None:
    events = []

    class Watched(Wheel):
        def launch(self) -> None:
            events.append("launch")
            super().launch()

        def ready(self, seconds: float) -> Ready:
            events.append("ready")
            return super().ready(seconds)

    def texts() -> Iterator[tuple[str, str]]:
        for name in ("first", "third", "fourth"):
            events.append(name)
            yield name, GRAPHS[name]

    pictures: dict[str, bytes] = {}
    assert not render(texts(), Order(), pictures.__setitem__, {"wheel": Watched}).failures
    assert events == ["first", "launch", "third", "fourth", "ready"]
    assert list(pictures) == ["first", "third", "fourth"]


def test_an_engine_that_draws_something_else_is_found_out() -> None:
    drawing = draw(orchard(), Look(), Order(), engines=fake("none"))
    assert drawing.svgs == {}
    assert set(drawing.failures) == set(dots(orchard()))
    assert any(re.fullmatch(r"the picture lacks \d+ parts of the graph", why) for why in drawing.failures.values())


@pytest.mark.parametrize("engine", ["wheel", pytest.param("dot", marks=needs_dot)])
@pytest.mark.parametrize(
    ("style", "start", "end"), [("png", b"\x89PNG", b"IEND\xaeB`\x82"), ("pdf", b"%PDF-", b"%%EOF\n")]
)
def test_png_and_pdf_are_whole_and_the_same_at_any_time(engine: str, style: str, start: bytes, end: bytes) -> None:
    made = {"a": "digraph {a -> b}", "b": "digraph {c -> d}"}
    pictures, rendering = rendered(made, order=Order(engine=engine, format=style))
    assert rendering.failures == {}
    assert rendering.remarks == ()
    for picture in pictures.values():
        assert picture.startswith(start)
        assert picture.endswith(end)
    time.sleep(1.1)  # a PDF names the second in which it was drawn
    assert rendered(made, order=Order(engine=engine, format=style))[0] == pictures


@needs_dot
def test_dot_draws_the_same_alone_and_in_a_batch_and_survives_a_syntax_error() -> None:
    made = {"a": "digraph G {a -> b}", "b": "digraph G {c -> d}"}
    order = Order(engine="dot")
    batch, rendering = rendered(made, order=order)
    assert rendering.engine.endswith(" of dot")
    assert rendered({"b": made["b"]}, order=order)[0] == {"b": batch["b"]}
    pictures, rendering = rendered(made | {"broken": "digraph {"}, order=order)
    assert set(pictures) == set(made)
    assert "syntax error" in rendering.failures["broken"]


@needs_dot
def test_dot_draws_every_diagram_of_a_book() -> None:
    drawing = draw(orchard(), Look(), Order(engine="dot"))
    assert (drawing.failures, drawing.rendering.remarks) == ({}, ())
    assert set(drawing.svgs) == set(dots(orchard()))


EMPTY_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>\n'


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring their fonts without fontconfig")
@pytest.mark.parametrize("engine", ["wheel", pytest.param("dot", marks=needs_dot)])
def test_an_engine_without_fonts_is_found_out(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.conf").write_text(EMPTY_FONTS)
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    pictures, rendering = rendered({"a": "digraph {a}"}, order=Order(engine=engine))
    assert list(pictures) == ["a"]
    assert not rendering.fonts


def test_a_dot_without_fonts_is_found_out(tmp_path: Path) -> None:
    assert rendered({"a": "digraph {a}"}, system_dot(tmp_path, narrow="2.5"))[1].fonts is False


def test_a_dot_that_draws_nonsense_is_given_up(tmp_path: Path) -> None:
    _, rendering = rendered({"a": "digraph {a}"}, system_dot(tmp_path, narrow="wide"))
    assert rendering.failures["a"].endswith("dot draws nothing that makes sense")


def write_png(path: Path, size: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff\0\0" * size) * size)
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


OUTSIDE = [
    'digraph {a [image="/etc/passwd"]}',
    'digraph {a [image="../secret.png"]}',
    'digraph {a ["im" + "age" = "/etc/passwd"]}',
    'digraph {a ["im\\\nage" = "/etc/passwd"]}',
    'digraph {/* " */ a [image = "../secret.png"] /* " */}',
    'digraph {\n# "\na [image = "../secret.png"]\n# "\n}',
    "digraph {a [label=<<table><tr><td><IMG SRC='&#46;./secret.png'/></td></tr></table>>]}",
    'digraph {a [shapefile="/etc/passwd"]}',
    'digraph {imagepath="/etc"; a [image="passwd"]}',
    'digraph {_background="I 0 0 9 9 11 -/etc/passwd"; a}',
]


@pytest.mark.parametrize("engine", ["wheel", pytest.param("dot", marks=needs_dot)])
def test_images_are_read_in_their_folder_and_nowhere_else(engine: str, tmp_path: Path) -> None:
    folder = tmp_path / "icons"
    (folder / "inner").mkdir(parents=True)
    write_png(folder / "inner" / "icon.png", 120)
    write_png(tmp_path / "secret.png", 180)
    inside = {
        "attribute": 'digraph {a [label="" shape=none image="inner/icon.png"]}',
        "markup": 'digraph {a [label=<<table border="0"><tr><td><img src="inner/icon.png"/></td></tr></table>>]}',
    }
    outside = {dot: dot for dot in OUTSIDE}
    pictures, rendering = rendered(inside | outside, order=Order(engine=engine, images=folder))
    assert set(pictures) == set(inside)
    assert set(rendering.failures.values()) == {"it names a file outside the folder of images"}
    for picture in pictures.values():
        assert b"inner/icon.png" in picture
    assert set(rendered(inside, order=Order(engine=engine))[1].failures) == set(inside)


def test_text_that_speaks_of_images_is_text() -> None:
    text = "digraph {a [label=<<b>&lt;img src=&quot;/etc/passwd&quot;/&gt; image=/etc/passwd</b>>]}"
    assert not leads_outside(text, images=False)
    assert not leads_outside('digraph {a [label="image=/etc/passwd"]}', images=False)


def test_an_engine_has_an_identity_without_being_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.fullmatch(r"pygraphviz \d[\w.]*", identity(Order()))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert identity(Order(engine="dot")) == "dot missing"
    system_dot(tmp_path)
    before = identity(Order(engine="dot"))
    system_dot(tmp_path, narrow="0.25")
    assert identity(Order(engine="dot")) != before


def test_an_order_that_no_engine_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'neato'"):
        Order(engine="neato")
    with pytest.raises(ValueError, match="'gif'"):
        Order(format="gif")


DRAW = """\
import sys
from books import orchard
from portbook.diagrams import Look, Order, draw
sys.stdout.write(repr(draw(orchard(), Look(), Order()).svgs))
"""


def test_pictures_do_not_depend_on_the_hash_seed() -> None:
    def drawn(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        ran = subprocess.run([sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    assert drawn("1") == drawn("2")
