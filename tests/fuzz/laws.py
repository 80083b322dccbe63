"""What must hold of the book that is made of any file whatever."""

from portbook.certificate import certify
from portbook.compiler import Input, compile_sources
from portbook.options import Options, SourceOptions
from portbook.readers import READERS


def check_laws(name: str, data: bytes) -> None:
    """Compile a file and check the laws of its certificate."""
    path = f"fuzz{min(READERS[name].extensions)}"
    made = compile_sources([Input(path, data, SourceOptions(path=path, format=name))], Options())
    broken = [f"{law.name}: {law.detail}" for law in certify(made).laws if not law.holds]
    assert not broken, broken
    for diagnostic in made.report.diagnostics:
        assert diagnostic.message, "a finding says nothing"
        assert diagnostic.remedy, f"{diagnostic.code} says not what to do"
