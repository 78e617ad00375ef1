"""What single lines of press files are: rules, end marks, furniture, copyright notices."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.seeds.banners import is_banner
from digest.text import collapse

_RULE = re.compile(r"\s*(?:[-–—_=*~•]\s?){3,}\s*$")
_END_MARK = re.compile(
    r"\s*(?:\(?#\s?#\s?#\)?|[-–—]\s*(?:30|ends?|end|fin|ende|fine|конец|son)\s*[-–—]|\(?(?:ENDS|END|FIN|ENDE"
    r"|КОНЕЦ|SON)\)?"
    r"|end of document|\(end\)|\(ends\))\.?\s*$",
    re.IGNORECASE,
)
_DOCUMENT_END = re.compile(r"\s*end of document\s*$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)\s|\(с\)\s)(?=.*[^\W\d_]{2})|copyright\s*(?:©|\(c\)|\d{4}|by\b)|все права защищены"
    r"|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reserv"
    r"|tutti i diritti riserv|todos os direitos reserv|tüm hakları saklı|усі права захищені|bütün hüquqlar qorun"
    r"|جميع الحقوق محفوظة|版权所有|при (?:перепечатке|использовании|цитировании)[^.]{0,80}ссылк",
    re.IGNORECASE,
)
# Calls to follow, subscribe, share or read on: never news. Each must open the line.
_CALL = re.compile(
    r"[\W_]*(?:follow (?:us|me|our|the author|him|her|them|@|\S+ on\b)|subscribe (?:to|now|here|for)|sign up"
    r" (?:for|to|here)"
    r"|share (?:this|on|via)|read (?:also|more|next|on)\b|see also\b|related (?:articles|stories|news|topics?)"
    r"|also read|more on this (?:story|topic)|most (?:read|popular)\W*$|you (?:may|might) also like"
    r"|recommended (?:for you|stories)"
    r"|click here|join (?:us|our)\b.*(?:channel|telegram|group|whatsapp)|like us on|for more (?:news"
    r"|information),? (?:visit|follow|see|contact)"
    r"|our standards\s*:|more news (?:at|on)|download our app|print this|"
    r"подпис(?:ывайтесь|аться|ка)|подпишитесь|следите за|читайте (?:нас|также|ещё|еще|больше)|смотрите также"
    r"|по теме\s*:|материалы по теме|поделиться|присоединяйтесь"
    r"|suivez[- ](?:nous|l)|abonnez[- ]vous|lire aussi|à lire aussi|partager cet?|lisez aussi"
    r"|folgen sie|abonnieren sie|lesen sie auch|mehr zum thema|lesen sie mehr"
    r"|síguenos|síganos|suscríb|lea también|leer más|compart(?:e|ir en)\b|más sobre est[ae]"
    r"|bizi takip|takip edin|abone ol|ayrıca oku|seguici|iscriviti|leggi anche|siga-nos|inscreva-se|leia"
    r" (?:também|mais)"
    r"|підписуйтесь|читайте також|izlə|abunə ol|تابعنا|اشترك|اقرأ أيضا|关注我们)",
    re.IGNORECASE,
)
# "(Reporting by …; editing by …)" and its translations: names of the desk, not of the authors.
_DESK_INNER = (
    r"(?:(?:additional |with )?(?:reporting|writing|editing|compiled|translat\w+|photos?)\s(?:by|from)\b"
    r"|reportage (?:de|par)\b|rédigé par|édité par|redaktion\s*:|bearbeit\w+ von|bericht(?:et)? von|reporte de"
    r"|editado por"
    r"|подготовил|редактор|перев[её]л|haber\w* |redazione)"
)
_DESK = re.compile(rf"\(\s*{_DESK_INNER}[^()]{{0,400}}(?:\([^()]{{0,80}}\)[^()]{{0,200}})?\)?\.?$", re.IGNORECASE)
_DESK_TAIL = re.compile(rf"(?<=\S)\s*(?P<desk>\(\s*{_DESK_INNER}[^()]{{0,400}}\)\.?)$", re.IGNORECASE)
_DESK_LINE = re.compile(r"(?:additional )?(?:reporting by [^.]{2,160}[;,] )?editing by [^.]{2,100}\.?$", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"(?:about|notes? (?:to|for) (?:the )?editors?|editors['’]? notes?|background|boilerplate|über|hintergrund"
    r"|à propos|note aux rédac\w+|о компании|об организации|справка|sobre|acerca de|informazioni su|hakkında"
    r"|про компанію)\b",
    re.IGNORECASE,
)
# "(with Karvan)", "SOURCE Harbour of Samplegrad": the credit at the end.
_CREDIT = re.compile(
    r"(?:\((?:with|avec|mit|con|по материалам|по данным|по сообщениям)\s+(?P<who>[^()]{2,60})\)\.?"
    r"|SOURCE:?\s(?P<source>\S.{2,80})"
    r"|\((?!(?i:applause|laughter|more|cont|sic|photo|video)\b)(?P<alone>[^()]{2,30})\))$"
)
_URL_LINE = re.compile(r"(?:[^\W\d_]{1,20}\s?:\s*)?(?:https?://|www\.)\S+$", re.IGNORECASE)
_HANDLE_LINE = re.compile(r"[^.]{0,60}(?:\s|^)@\w{2,}\W*$")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\S@\S")
_NUMBER = re.compile(r"\d[\d ()-]{7,}\d")
_STOP = re.compile(r"[.!?…。！？؟۔:;][\"'”’»›)\]]*$")


# Opens the block of the people to ask, below the text of a press release.
_CONTACTS = re.compile(
    r"(?:(?:media|press) contacts?|contacts? (?:presse|médias?)|(?:presse|medien)kontakte?|ansprechpartner(?:in)?"
    r"|контакты(?: для (?:прессы|сми))?|contacto de prensa|contatto stampa|contacts?)\s?:",
    re.IGNORECASE,
)


def opens_contacts(line: str) -> bool:
    """Say whether a collapsed line opens a block of contacts: ``Pressekontakt:``, ``Media contact: Ann Muster``."""
    return len(line) <= 100 and _CONTACTS.match(line) is not None


# Every reader of a file asks for its lines anew.
squeeze = lru_cache(maxsize=256)(collapse)
"""Collapse a line as ``digest.text.collapse`` does."""


def is_rule(line: str) -> bool:
    """Say whether a line is a rule: three or more dashes, stars, underscores or equals signs."""
    return _RULE.match(line) is not None


def is_end_rule(line: str) -> bool:
    """Say whether a line is ``---`` alone, which ends an article; any longer rule may be part of a text."""
    return line.strip() == "---"


def is_end_mark(line: str) -> bool:
    """Say whether a line closes an article as the trade does it: ``###``, ``-30-``, ``-ends-``, ``End of Document``."""
    return len(line) < 40 and _END_MARK.match(line) is not None


def is_document_end(line: str) -> bool:
    """Say whether a line is an archive's ``End of Document``."""
    return len(line) < 40 and _DOCUMENT_END.match(line) is not None


def is_copyright(line: str) -> bool:
    """Say whether a collapsed line is a notice of rights."""
    return len(line) <= 400 and _COPYRIGHT.match(line) is not None


def is_furniture(line: str) -> bool:
    """Say whether a collapsed line, met behind the body, belongs to the page and not to the article."""
    if len(line) > 600:
        return False
    if is_rule(line) or is_end_mark(line) or is_copyright(line):
        return True
    if line.startswith("((") and line.endswith(("))", ")).")):
        return True  # the desk's address: "((desk@karvan.example; +1 555 0100))"
    if _DESK.match(line) or _DESK_LINE.match(line) or _URL_LINE.match(line):
        return True
    return is_call(line) or is_banner(line) or (len(line) <= 200 and _HANDLE_LINE.match(line) is not None)


def is_call(line: str) -> bool:
    """Say whether a collapsed line calls readers to follow, subscribe, share or read on."""
    return len(line) <= 200 and _CALL.match(line) is not None


def cut_desk(paragraph: str) -> tuple[str, str]:
    """Split a paragraph into itself and the ``(Reporting by …)`` that closes it; the second may be empty."""
    if not paragraph.endswith((")", ").")):
        return paragraph, ""
    match = _DESK_TAIL.search(paragraph, max(0, len(paragraph) - 700))
    return (paragraph[: match.start()], match["desk"]) if match else (paragraph, "")


def is_prose(line: str) -> bool:
    """Say whether a collapsed line reads as a paragraph of news: long, closed by a stop, no call or address."""
    return len(line) >= 50 and ends_sentence(line) and not (is_contact(line) or _CALL.match(line))


def closing_credit(line: str) -> str:
    """Return the name in a closing line such as ``(with Karvan)`` or ``SOURCE Karvan``; empty for any other line."""
    match = _CREDIT.match(line) if len(line) <= 100 else None
    return (match["who"] or match["source"] or match["alone"]).strip() if match else ""


def is_contact(line: str) -> bool:
    """Say whether a line holds an address, a handle or a telephone number."""
    if ("@" in line or "://" in line or "www." in line) and _ADDRESS.search(line):
        return True
    return _NUMBER.search(line) is not None


def is_lost_text(line: str) -> bool:
    """Say whether a dropped line reads as a paragraph of news: prose that is no notice, call or field."""
    return is_prose(line) and not is_copyright(line) and not is_furniture(line)


def opens_boilerplate(line: str) -> bool:
    """Say whether a line behind the end mark opens what every release carries: ``About …``, ``Notes to editors``."""
    return len(line) <= 100 and _BOILERPLATE.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as sentences end, in any script; closing quotes may follow the stop."""
    return _STOP.search(line, max(0, len(line) - 8)) is not None
