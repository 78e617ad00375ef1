"""What frames the text of a letter: marks of quotation, a greeting, the signature."""

from __future__ import annotations

import re

from digest.seeds.lines import is_prose, squeeze

Lines = tuple[str, ...]
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|day|afternoon|evening)|greetings|bonjour|bonsoir|madame|monsieur|chère?s?"
    r"|sehr geehrte[rn]?|guten (?:tag|morgen)|hallo|liebe[r]?|estimad[oa]s?|buen[oa]s (?:días|tardes)|gentil[ei]"
    r"|buongiorno|prezad[oa]s?|bom dia|уважаем\w+|здравствуйте|добрый день|доброе утро|шановн\w+|добрий день|sayın"
    r"|merhaba|hörmatly|hurmatli|құрметті)(?:[ ,][^.!?:;]{0,60})?[,!:]$",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"(?:sent from my |get outlook for |envoyé (?:de|depuis) mon |(?:von meinem .{2,30} gesendet|gesendet von )"
    r"|enviado desde mi |inviato da(?:l mio)? |enviado do meu |отправлено (?:с|из) |надіслано з )[^.!?]{0,40}\.?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*>\s?")


def unquoted(lines: Lines) -> Lines:
    """Take the marks of quotation off a letter of which every line has one, as often as that is so."""
    for _ in range(9):
        shown = [line for line in lines if line.strip()]
        if not shown or not all(map(_QUOTED.match, shown)):
            break
        lines = tuple(_QUOTED.sub("", line, count=1) for line in lines)
    return lines


def unframed(body: Lines) -> tuple[Lines, Lines]:
    """Cut greeting and signature off the text of a letter; return it, and what was cut off."""
    body, signature = _unsigned(body)
    shown = [at for at, raw in enumerate(body) if raw.strip()]
    greeting = len(shown) > 1 and _GREETING.match(squeeze(body[shown[0]]))
    sent = len(shown) > 1 and _SENT_FROM.match(squeeze(body[shown[-1]]))
    above = (squeeze(body[shown[0]]),) if greeting else ()
    below = (squeeze(body[shown[-1]]),) if sent else ()
    return body[shown[0] + 1 if greeting else 0 : shown[-1] if sent else len(body)], (*above, *below, *signature)


def _unsigned(body: Lines) -> tuple[Lines, Lines]:
    """Cut the signature off: a few short lines behind two dashes (RFC 3676, section 4.3)."""
    for at in range(len(body) - 1, max(len(body) - 14, -1), -1):
        if body[at].rstrip() == "--":
            behind = tuple(line for raw in body[at:] if (line := squeeze(raw)))
            return (body, ()) if any(map(is_prose, behind)) else (body[:at], behind)
    return body, ()
