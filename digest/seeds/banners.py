"""What a web page puts round and between the paragraphs of an article: cookie banners, menus, buttons, crumbs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.text import collapse

# Buttons and crumbs: each must be the whole line.
_BUTTONS = re.compile(
    r"(?:(?:share|tweet|e-?mail|print|facebook|twitter|whatsapp|telegram|linkedin|copy link|save|comments?"
    r"|teilen|twittern|drucken|merken|partager|imprimer|enregistrer|compartir|guardar|imprimir|condividi|stampa"
    r"|поделиться|сохранить|распечатать|paylaş|kaydet|yazdır)\b\W*){1,8}"
    r"|advertisement|реклама|anzeige|publicité|publicidad|pubblicità|reklam|publicidade|skip to (?:main )?content"
    r"|(?:sign|log) in|subscribe(?: now)?|register|menu|search|anmelden|abonnieren|se connecter|s['’]abonner"
    r"|iniciar sesión|suscribirse|войти|подписаться|меню|поиск|giriş yap|abone ol"
    r"|\d{1,3}[ -]?min(?:ute)?s?\.? read",
    re.IGNORECASE,
)
_HOME = r"(?:home|homepage|главная|accueil|startseite|inicio|início|ana sayfa|الرئيسية)"
_CRUMBS = re.compile(rf"{_HOME}(?:\s?[|>»›/•]\s?[^|>»›/•.!?]{{2,30}}){{1,6}}$", re.IGNORECASE)
_MENU = re.compile(rf"{_HOME}$", re.IGNORECASE)
# Each must open the line.
_BANNER = re.compile(
    r"we (?:value|respect|care about) your privacy"
    r"|we and our (?:[\d.,]+ )?(?:\w+ )?partners\b(?=.*(?:cookie|on (?:a|your) device|personal data))"
    r"|(?:(?:accept|reject|allow|agree to) (?:all(?: cookies)?|cookies)\b\W*"
    r"|manage (?:options|preferences|choices|cookies)\b\W*){1,4}$|accept (?:all )?cookies\b"
    r"|(?:we|our partners|(?:this|our) (?:web)?site) uses? cookies|cookie (?:policy|settings|notice)\W*$"
    r"|wir und unsere (?:[\d.]+ )?partner\b(?=.*(?:cookie|gerät|personenbezogen))"
    r"|(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz(?:t|en)) cookies"
    r"|alle (?:akzeptieren|ablehnen)\W*$"
    r"|nous et nos (?:[\d.]+ )?partenaires\b(?=.*(?:cookie|terminal|appareil|données))"
    r"|(?:nous utilisons|ce site utilise) des cookies"
    r"|tout (?:accepter|refuser)\W*$"
    r"|(?:nosotros y nuestros|con nuestros) (?:[\d.]+ )?socios\b(?=.*(?:cookie|dispositivo|datos))"
    r"|(?:utilizamos|este sitio (?:web )?(?:usa|utiliza)) cookies"
    r"|aceptar (?:todo|todas|y cerrar)\W*$|(?:мы|этот сайт|наш сайт) использу(?:ем|ет) (?:файлы )?(?:cookie|куки)"
    r"|принять (?:все|и закрыть)\W*$|(?:sitemiz(?:de)?|bu site)\b.{0,40}\bçerez",
    re.IGNORECASE,
)


def is_button(line: str) -> bool:
    """Say whether a collapsed line is a button, a crumb or a mark of the page that a text was copied from."""
    return len(line) <= 120 and (_BUTTONS.fullmatch(line) is not None or _CRUMBS.match(line) is not None)


def is_banner(line: str) -> bool:
    """Say whether a collapsed line belongs to a banner that asks for consent to cookies."""
    return len(line) <= 400 and _BANNER.match(line) is not None


def page_end(lines: Sequence[str], at: int, line: str) -> int:
    """Number of the line behind blank lines, or what a page puts above its article; ``at`` for any other line there."""
    return at + 1 if not line or is_button(line) or is_banner(line) else _menu_end(lines, at)


def _menu_end(lines: Sequence[str], at: int) -> int:
    """Number of the line behind a menu: Home, and sections of a word or two below it."""
    if not _MENU.match(collapse(lines[at])):
        return at
    end = at
    while end < len(lines) and end < at + 25 and (line := collapse(lines[end])):
        if len(line) > 25 or line.count(" ") > 2 or line[-1:] in ".:!?" or any(map(str.isdigit, line)):
            break
        end += 1
    return end if end - at > 2 else at


def blocks(lines: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """List the runs of lines without a blank one between them: (first, behind the last)."""
    starts = [n for n, raw in enumerate(lines) if raw.strip() and (n == 0 or not lines[n - 1].strip())]
    ends = [n for n, raw in enumerate(lines, 1) if raw.strip() and (n == len(lines) or not lines[n].strip())]
    return tuple(zip(starts, ends, strict=True))
