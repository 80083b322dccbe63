"""What tables in German, French, Spanish, Portuguese and Italian call their columns, by role.

Most headings of one language mean one thing in all others; those that do not, such as "Hôte" or "Da", are left out.
"""

TRANSLATIONS: dict[str, tuple[str, ...]] = {
    "source": (
        *("quelle", "von", "ausgangspunkt", "quellsystem", "quellserver", "quell-ip", "quelladresse", "absender"),
        *("de", "depuis", "origine", "machine source", "serveur source", "adresse source", "ip source", "émetteur"),
        *("origen", "desde", "fuente", "ip de origen", "servidor de origen", "ip origen", "dirección de origen"),
        *("origem", "ip de origem", "servidor de origem", "endereço de origem", "sorgente", "ip sorgente", "mittente"),
    ),
    "destination": (
        *("ziel", "nach", "zielsystem", "zielserver", "ziel-ip", "zieladresse", "empfänger", "destinataire"),
        *("vers", "cible", "machine cible", "serveur cible", "serveur de destination", "adresse de destination"),
        *("ip de destination", "destino", "hacia", "hasta", "ip de destino", "servidor de destino", "ip destino"),
        *("dirección de destino", "endereço de destino", "para", "destinazione", "ip destinazione", "destinatario"),
    ),
    "port": (
        *("portnummer", "portnummern", "zielport", "zielports", "port(s)", "portbereich", "tcp-port", "udp-port"),
        *("tcp-ports", "udp-ports", "n° de port", "numéro de port", "numéros de port", "port de destination"),
        *(
            "ports de destination",
            "plage de ports",
            "port cible",
            "puerto",
            "puertos",
            "puerto(s)",
            "puerto de destino",
        ),
        *("número de puerto", "rango de puertos", "puertos de destino", "porta", "portas", "porta(s)", "porte"),
        *("porta de destino", "portas de destino", "número da porta", "porta di destinazione", "numero di porta"),
    ),
    "protocol": (
        *("protokoll", "protokolle", "netzwerkprotokoll", "protocole", "protocoles", "protocole(s)", "protocolo"),
        *("protocolos", "protocollo", "protocolli"),
    ),
    "transport": (
        *("transportprotokoll", "protocole de transport", "protocolo de transporte", "protocollo di trasporto"),
    ),
    "application": (
        *("anwendungsprotokoll", "protocole applicatif", "protocolo de aplicación", "protocolo de aplicação"),
        *("protocollo applicativo",),
    ),
    "security": ("verschlüsselung", "chiffrement", "cifrado", "criptografia", "cifratura", "sicherheit", "sécurité"),
    "direction": (
        *("richtung", "datenrichtung", "verbindungsrichtung", "sens", "sens du flux", "dirección", "sentido"),
        *("direção", "direzione"),
    ),
    "peer": ("gegenstelle", "gegenstellen", "kommunikationspartner", "interlocuteur", "correspondant"),
    "purpose": (
        *(
            "beschreibung",
            "zweck",
            "bemerkung",
            "bemerkungen",
            "verwendung",
            "verwendungszweck",
            "kommentar",
            "hinweis",
        ),
        *("hinweise", "anmerkung", "anmerkungen", "commentaire", "commentaires", "remarque", "remarques", "objet"),
        *("utilisation", "utilisé pour", "descripción", "propósito", "uso", "comentario", "comentarios", "notas"),
        *("observaciones", "descrição", "finalidade", "observações", "comentário", "descrizione", "scopo", "utilizzo"),
        *("commento", "commenti", "note"),
    ),
    "component": ("dienst", "dienste", "komponente", "composant", "servicio", "serviço", "servizio", "componente"),
    "other": (
        *("quellport", "quellports", "port source", "ports source", "puerto de origen", "puerto origen"),
        *("porta de origem", "porta di origine", "porta sorgente"),
    ),
}
"""Role, or the hint that the cells decide it, to the spellings in lower case."""
NEEDS_ANOTHER = frozenset({"de", "para"})
"""Words that name an end only beside a column of the other end; elsewhere they mean "of" and "for"."""
