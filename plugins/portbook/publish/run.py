"""A run: record what is about to be written, write it page by page, and record what was written."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from portbook.publish.manifest import Entry, Manifest
from portbook.publish.plan import WRITES, Action, Settings, Step
from portbook.publish.prepare import Prepared, Publication, prepare, read_manifest
from portbook.publish.wiki import ConflictError, Held, RefusedError, UnansweredError, Wiki, WikiError

ATTEMPTS = 5
"""How often a run begins anew, or records its end anew, when another publisher is at work."""
BUSY = "another publisher is at work on the same book; run again when it is done"


@dataclass(frozen=True, slots=True)
class Result:
    """Hold what became of a step; ``failure`` says why it was not carried out."""

    step: Step
    failure: str = ""


Watch = Callable[[int, int], None]
"""Is told how many of how many writes are done."""


def publish(publication: Publication, wiki: Wiki, settings: Settings, watch: Watch) -> list[Result]:
    """Publish a book. A page that fails does not stop the others; raises WikiError where nothing can go on."""
    for _ in range(ATTEMPTS):
        prepared = prepare(publication, wiki, settings)
        if not prepared.writes:
            return [Result(step) for step in prepared.steps]
        try:
            intended = _intended(prepared)
            base = _record(intended, prepared.base, wiki, publication.summary)
            results = _carried_out(prepared, wiki, publication.summary, watch)
            _conclude(results, intended, base, wiki, publication.summary)
            wiki.finish(publication.summary)
        except ConflictError:
            continue
        return results
    raise WikiError(BUSY)


def _intended(prepared: Prepared) -> Manifest:
    """Return the manifest in which each page that is about to change has the old contents and the new one.

    A page that is about to move is wanted where it was: if the run ends before the move, the next one makes it.
    """
    known = prepared.manifest.entries
    moving = {step.id for step in prepared.writes if step.action is Action.MOVE}
    intended: dict[str, Entry | None] = {}
    for step in prepared.writes:
        old = intended.get(step.id) or known.get(step.id) or replace(step.entry, contents={}, stands=False)
        wanted = old.wanted if step.id in moving else step.entry.wanted
        contents = {**old.contents, **step.entry.contents}
        intended[step.id] = replace(step.entry, wanted=wanted, contents=contents, stands=old.stands)
    return prepared.manifest.changed(intended)


def _carried_out(prepared: Prepared, wiki: Wiki, summary: str, watch: Watch) -> list[Result]:
    run = _Run(wiki, summary)
    results: list[Result] = []
    done = 0
    for step in prepared.steps:
        results.append(run.result_of(step))
        if step.action in WRITES:
            done += 1
            watch(done, len(prepared.writes))
    return results


class _Run:
    """Carry steps out, and go on after one that fails; but put nothing away then, nor write to a page half moved."""

    def __init__(self, wiki: Wiki, summary: str) -> None:
        self._wiki, self._summary = wiki, summary
        self._moved: dict[str, Held] = {}
        self._stuck: set[str] = set()
        self._failed = False

    def result_of(self, step: Step) -> Result:
        if step.id in self._stuck:
            return Result(step, "left as it is, since it could not be moved")
        if step.action not in WRITES:
            return Result(step)
        if self._failed and step.action in (Action.ARCHIVE, Action.REMOVE):
            return Result(step, "left as it is, since other pages failed")
        try:
            self._carry_out(step)
        except ConflictError as conflict:
            self._stuck.add(step.id)
            return Result(replace(step, action=Action.KEPT, reason=str(conflict)))
        except RefusedError as refusal:
            self._stuck.add(step.id)
            self._failed = True
            return Result(step, str(refusal))
        return Result(step)

    def _carry_out(self, step: Step) -> None:
        based = replace(step, base=self._moved.get(step.id, step.base))
        if held := _attempt(based, self._wiki, self._summary):
            self._moved[step.id] = held


def _attempt(step: Step, wiki: Wiki, summary: str) -> Held | None:
    """Carry a step out; where the answer to a write got lost, look whether it was carried out before trying again."""
    try:
        return _write(step, wiki, summary)
    except UnansweredError:
        held = wiki.look(step.entry.name)
        if step.action is Action.REMOVE and held is None:
            return None
        if held and held.digest in step.entry.contents and step.action is not Action.REMOVE:
            return held
    try:
        return _write(step, wiki, summary)
    except UnansweredError as error:
        raise RefusedError(str(error)) from error


def _write(step: Step, wiki: Wiki, summary: str) -> Held | None:
    if step.overwrites:
        wiki.keep(step.entry.name)
    match step.action, step.base:
        case Action.MOVE, Held() as base:
            return wiki.move(step.before, step.entry.name, base, summary)
        case Action.REMOVE, Held() as base:
            wiki.remove(step.entry.name, base, summary)
        case Action.REMOVE, None:
            pass
        case _, base:
            wiki.write(step.entry.name, step.data, base, summary)
    return None


def _record(manifest: Manifest, base: Held | None, wiki: Wiki, summary: str) -> Held | None:
    """Write the manifest; raises ConflictError where another publisher wrote it since."""
    data = manifest.dump().encode()
    if base and base.digest == wiki.digest(wiki.manifest_name, data):
        return base
    try:
        wiki.write(wiki.manifest_name, data, base, summary)
    except UnansweredError:
        held = wiki.look(wiki.manifest_name)
        if not held or held.digest != wiki.digest(wiki.manifest_name, data):
            raise ConflictError from None
        return held
    except RefusedError as refusal:
        raise WikiError(f"the record of Portbook's pages cannot be written: {refusal}") from refusal
    return wiki.look(wiki.manifest_name)


def _conclude(results: list[Result], intended: Manifest, base: Held | None, wiki: Wiki, summary: str) -> None:
    """Record what was written, on top of what another publisher has recorded meanwhile."""
    changed = {result.step.id: _final(result.step) for result in results if _counts(result)}
    for _ in range(ATTEMPTS):
        manifest = read_manifest(wiki)
        joined = {id_: _joined(entry, manifest.entries.get(id_), intended, id_) for id_, entry in changed.items()}
        try:
            _record(manifest.changed(joined), base, wiki, summary)
        except ConflictError:
            base = wiki.look(wiki.manifest_name)
        else:
            return
    raise WikiError(BUSY)


def _joined(final: Entry | None, now: Entry | None, intended: Manifest, id_: str) -> Entry | None:
    """Return an entry that also knows what another publisher recorded since this run began: contents, and a move."""
    if now is None or now == intended.entries.get(id_):
        return final
    if final is None:
        return now
    return replace(final, name=now.name, wanted=now.wanted, contents={**now.contents, **final.contents})


def _counts(result: Result) -> bool:
    return not result.failure and result.step.action in (*WRITES, Action.UNCHANGED)


def _final(step: Step) -> Entry | None:
    return None if step.action is Action.REMOVE else step.entry
