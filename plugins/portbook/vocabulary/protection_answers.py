"""The words of security cells that answer by yes or no what their header asks, and what that says."""

import re
from enum import StrEnum

from portbook.vocabulary.protection import Asks


class Answer(StrEnum):
    """Say how a word answers a header."""

    YES = "yes"
    NO = "no"
    OPTIONAL = "optional"


_YES = """
    yes true ✓ ✔ ✔️ ☑ ☑️ ✅ √ ● • on enabled required mandatory always enforced
    ja oui si sí sì sim immer toujours siempre sempre aktiviert activé activado ativado attivo erforderlich
    verpflichtend obligatoire requis requise obligatorio obligatoria requerido requerida obrigatório obrigatória
    obbligatorio obbligatoria richiesto richiesta
""".split()
_NO = """
    no none false ✗ ✘ ✕ ✖ ✖️ × ❌ ☐ off disabled never unsupported
    nein non não keine keiner kein keines nie aucun aucune jamais ninguno ninguna nunca nenhum nenhuma nessuno
    nessuna mai deaktiviert désactivé desactivado desativado disattivato
""".split()
_OPTIONAL = """
    optional optionally configurable possible supported available recommended
    optionell wahlweise möglich konfigurierbar facultatif facultative optionnel optionnelle opcional facultativo
    facultativa opzionale facoltativo facoltativa configurabile
""".split()

ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(_YES, Answer.YES),
    **dict.fromkeys((*_NO, "not used", "not supported", "not available", "not enabled"), Answer.NO),
    **dict.fromkeys((*_OPTIONAL, "not required", "not mandatory", "not needed"), Answer.OPTIONAL),
}
"""Words, lower case, that answer what a header asks."""
LETTERS = {"y": "yes", "n": "no"}
"""Letters that are answers only where nothing stands beside them: ``N/A`` is none."""
UNSAID = frozenset(
    {
        *(
            "k. a.",
            "k.a.",
            "k. a",
            "keine angabe",
            "entfällt",
            "nicht zutreffend",
            "sans objet",
            "non applicable",
            "s/o",
        ),
        *("no aplica", "no aplicable", "não aplicável", "não se aplica", "non applicabile"),
    }
)
"""Cells, lower case, that state nothing in other languages."""
TLS_VERSION = re.compile(r"v?1\.[0-3]\+?")
"""A version of TLS by itself, which says enough below a header that asks for encryption."""

EFFECTS: dict[Asks, dict[Answer, tuple[str, ...]]] = {
    Asks.SECURITY: {Answer.NO: ("open", "nothing")},
    Asks.ENCRYPTION: {Answer.YES: ("encrypted",), Answer.NO: ("open",), Answer.OPTIONAL: ("open", "encrypted")},
    Asks.AUTHENTICATION: {
        Answer.YES: ("proven",),
        Answer.NO: ("nothing",),
        Answer.OPTIONAL: ("proven", "optional_method"),
    },
    Asks.BOTH: {
        Answer.YES: ("encrypted", "proven"),
        Answer.NO: ("open", "nothing"),
        Answer.OPTIONAL: ("open", "encrypted", "proven", "optional_method"),
    },
    Asks.MUTUAL: {Answer.YES: ("mutual",), Answer.NO: ("refused",), Answer.OPTIONAL: ("optional_mutual",)},
    Asks.MEANS: {
        Answer.YES: ("proven",),
        Answer.NO: ("refused",),
        Answer.OPTIONAL: ("proven", "optional_method"),
    },
    Asks.OTHER: {},
}
"""What an answer says below a header that asks something, as fields of ``passes.protection.said.Said``."""
