"""What a person, a pipe or a damaged wiki may hand over, and what is said of it."""

import io
import json
from pathlib import Path

import pytest

from portbook.adapters.project.find import ProjectError, find_project
from portbook.adapters.publishing.credentials import password_of
from portbook.options import OptionError, Options
from portbook.publish import WikiError
from portbook.publish.manifest import Manifest


@pytest.mark.parametrize("url", ["https://wiki\0.example/", "https://wiki.example/\r\nHost: x", "\x1b[2J", "\ud800"])
def test_an_address_holds_no_control_characters(url: str) -> None:
    with pytest.raises(OptionError, match=r"targets\.team\.url: expected an address") as error:
        Options.parse({"targets": {"team": {"kind": "git", "url": url}}})
    assert str(error.value).isprintable()


@pytest.mark.parametrize("text", ["1", "true", "1.5"])
def test_a_configuration_without_options_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "portbook.yml").write_text(text, "utf-8")
    with pytest.raises(ProjectError, match=r"portbook\.yml: expected options"):
        find_project(tmp_path)


def test_a_password_in_another_encoding_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"w\xf6rd\n"), encoding="utf-8"))
    with pytest.raises(ProjectError, match="UTF-8") as error:
        password_of("team", from_input=True)
    assert "rd" not in str(error.value).replace("standard", "").replace("password", "")


def test_there_is_no_password_where_standard_input_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ProjectError, match="no password"):
        password_of("team", from_input=True)


def test_a_record_with_halves_of_characters_is_damaged() -> None:
    text = json.dumps({"format": 1, "items": {}, "made-by": "\ud800"})
    with pytest.raises(WikiError, match="damaged"):
        Manifest.load(text)
