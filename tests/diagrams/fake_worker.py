"""Play an engine that misbehaves: the first argument says how, on graphs that hold the word ``bad``."""

import json
import os
import signal
import sys
import time

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g transform="translate(0 0)"/></svg>'


def say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def misbehave(how: str) -> None:
    match how:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            sys.exit(3)
        case "hang":
            time.sleep(600)
        case "garbage":
            sys.stdout.write("\x00\xff not JSON\n")
            sys.stdout.flush()
        case "nonsense":
            say(["svg", 1])
        case "complain":
            sys.stderr.write("Error: lost n0 n1 edge\n")
            sys.stderr.flush()
            say({"svg": SVG})
        case "refuse":
            say({"error": "syntax error"})


how = sys.argv[1]
if how == "absent":
    say({"error": "no such engine"})
    sys.exit(1)
if how == "silent":
    time.sleep(600)
sys.stderr.write("Fontconfig warning: that means nothing\n")
say({"engine": "fake"})
for line in sys.stdin:
    if "bad" in line:
        misbehave(how)
    else:
        say({"svg": SVG})
