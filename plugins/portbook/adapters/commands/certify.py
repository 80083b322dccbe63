"""The command that proves that nothing was lost, and how it writes the proof."""

from pathlib import Path

import click

from portbook.adapters.commands.console import compile_files, examples, finish, takes_files, takes_format
from portbook.adapters.site.compose import prove
from portbook.certificate import Certificate


@click.command(epilog=examples("portbook certify", "portbook certify page.txt --format json > certificate.json"))
@takes_files
@takes_format("text", "json")
def certify(files: tuple[Path, ...], style: str) -> None:
    """Prove that nothing was lost or made up.

    Shows each law and what was compared, the counts, and the digests of the sources.
    """
    compilation, _ = compile_files(files)
    certificate = prove(compilation, thorough=True)
    if style == "text":
        click.echo(_certificate_text(certificate), err=True)
    finish(compilation, None if style == "text" else lambda _: certificate_value(certificate))


def certificate_value(certificate: Certificate) -> dict[str, object]:
    """Write a certificate for programs."""
    laws = [
        {"number": law.number, "name": law.name, "holds": law.holds if law.checked else None, "detail": law.detail}
        for law in certificate.laws
    ]
    return {"holds": certificate.holds, "laws": laws, "counts": certificate.counts, "sources": certificate.hashes}


def _certificate_text(certificate: Certificate) -> str:
    laws = [f"{'holds ' if law.holds else 'BROKEN'}  {law.number} {law.name}: {law.detail}" for law in certificate.laws]
    counts = [f"{number:>8,}  {name}" for name, number in certificate.counts.items()]
    hashes = [f"{digest}  {path}" for path, digest in certificate.hashes.items()]
    return "\n".join([*laws, "", *counts, "", *hashes])
