"""Play an engine that misbehaves: the first argument says how, on graphs that hold the word ``bad``."""

import base64
import json
import os
import signal
import sys
import time
from collections.abc import Callable

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g transform="translate(0 0)"/></svg>'


def say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def picture(dot: str) -> str:
    """Draw the text of the graph itself, so that a test sees which picture belongs to it."""
    return base64.b64encode(SVG.replace("<g ", f"<!--{dot}--><g ").encode()).decode()


def crash() -> None:
    sys.stderr.write("Error: lost n0 n1 edge\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGSEGV)


def garbage() -> None:
    sys.stdout.write("\x00\xff not JSON\n")
    sys.stdout.flush()


def flood() -> None:
    while True:
        say({"picture": "no base64"})


MISDEEDS: dict[str, Callable[[], object]] = {
    "crash": crash,
    "leave": lambda: sys.exit(3),
    "hang": lambda: time.sleep(600),
    "garbage": garbage,
    "flood": flood,
    "nonsense": lambda: say(["picture", 1]),
    "blank": lambda: say({"picture": None}),
    "complain": lambda: say({"picture": picture("bad"), "said": "Error: lost n0 n1 edge\n"}),
    "refuse": lambda: say({"error": "syntax error"}),
}


def main(how: str) -> None:
    if how == "absent":
        say({"error": "no such engine"})
        sys.exit(1)
    if how == "silent":
        time.sleep(600)
    sys.stderr.write("Fontconfig warning: that means nothing\n")
    say({} if how == "nameless" else {"engine": "fake", "fonts": how != "fontless"})
    for line in sys.stdin:
        dot = json.loads(line)
        if "bad" in dot:
            MISDEEDS[how]()
        else:
            say({"picture": picture(dot)})


if __name__ == "__main__":
    main(sys.argv[1])
