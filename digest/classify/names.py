"""What tells the names of persons and organisations: roles, verbs of speech, nouns of organisations, given names.

Small lists of our own, lower case, for the languages of the press desk in Latin letters; Russian has ``russian.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from babel import Locale
from msgspec import Struct

from digest.classify.matching import Page
from digest.classify.sentences import Sentence
from digest.model import Evidence
from digest.text import in_room

_TOKEN = re.compile(r"([^\W\d_](?:(?<=[dlL])(?=['’][^\W\d_]{2})|[\w'’&\-]*(?<=\w)))")

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PAIR = re.compile(rf"{_CAPITAL}[\w'’-]*\.? (?:[a-z]{{1,3}} ){{0,3}}{_CAPITAL}")

_ARTICLES = frozenset("al el as ad ar an at az".split())
"""Arabic articles before a surname: el-Sisi has its capital after the hyphen."""
PARTICLES = frozenset(
    "de da di do dos das del della du la le van von der den ter ten zu bin bint ibn ben al el ul y af".split()
)

ROLES = frozenset(
    # English
    "president vice-president premier chancellor minister secretary ambassador envoy consul ombudsman ombudswoman"
    " ombudsperson commissioner governor mayor senator congressman congresswoman mp deputy chairman chairwoman"
    " chairperson chair head chief director director-general manager officer official spokesman spokeswoman"
    " spokesperson"
    " representative coordinator adviser advisor analyst economist expert professor researcher scientist historian"
    " lawyer attorney prosecutor judge justice sheriff inspector detective general colonel major captain lieutenant"
    " sergeant superintendent constable marshal admiral commander king queen prince princess sultan emir"
    " sheikh pope archbishop bishop cardinal"
    " patriarch"
    " rabbi imam ayatollah leader founder co-founder ceo executive editor journalist correspondent reporter writer"
    " author poet novelist singer actor actress director filmmaker composer coach trainer player captain striker"
    " goalkeeper midfielder defender champion activist blogger dissident politician candidate lawmaker speaker"
    " mr mrs ms miss dr prof gen col lt capt sgt sen rep gov rev sir dame lord lady"
    # French
    " président présidente ministre ambassadeur ambassadrice directeur directrice secrétaire chef gouverneur maire"
    " député députée porte-parole professeur docteur général colonel capitaine commissaire procureur juge chanteur"
    " chanteuse écrivain écrivaine acteur actrice entraîneur sélectionneur joueur roi reine pape économiste chercheur"
    " journaliste avocat avocate mme mlle"
    # German
    " präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerin außenminister außenministerin"
    " ministerpräsident botschafter botschafterin sprecher sprecherin direktor direktorin bürgermeister bürgermeisterin"
    " vorsitzender vorsitzende abgeordnete abgeordneter trainer richter richterin professor professorin herr frau könig"
    " königin papst forscher forscherin"
    # Spanish, Portuguese, Italian
    " presidente presidenta ministro ministra embajador embajadora secretario secretaria gobernador alcalde alcaldesa"
    " diputado diputada senadora portavoz directora profesor doctor fiscal juez rey reina papa entrenador señor señora"
    " embaixador governador porta-voz ministra ambasciatore portavoce"
    # Turkish
    " cumhurbaşkanı başbakan bakanı büyükelçisi başkanı müdürü sözcüsü vali milletvekili".split()
)

SAID = frozenset(
    "said says told added stated noted explained announced argued claimed confirmed denied insisted reported reports"
    " warned wrote writes tweeted testified stressed acknowledged replied pledged emphasized emphasised remarked"
    " recalled"
    " commented called urged declared".split()
)
SAID_AROUND = {
    "fr": (
        "a déclaré",
        "a dit",
        "a annoncé",
        "a indiqué",
        "a affirmé",
        "a expliqué",
        "a ajouté",
        "déclare",
        "a souligné",
    ),
    "de": ("sagte", "erklärte", "teilte", "betonte", "sagt", "berichtete", "kündigte", "meldete"),
    "es": ("dijo", "afirmó", "anunció", "declaró", "señaló", "explicó", "aseguró", "informó", "indicó"),
    "pt": ("disse", "afirmou", "anunciou", "declarou", "informou", "explicou"),
    "it": ("ha detto", "ha dichiarato", "ha annunciato", "ha affermato", "ha spiegato"),
    "tr": ("dedi", "açıkladı", "söyledi", "belirtti", "duyurdu", "bildirdi"),
}

ORGANISATION = frozenset(
    # English
    "agency academy administration airlines airways alliance army assembly association authority bank board bureau"
    " cabinet center centre chamber college commission committee company confederation congress"
    " consortium consulate corporation council court delegation department directorate embassy federation foundation"
    " fund group hospital house inc institute institution laboratory league ltd ministry mission museum network news"
    " observatory library inspectorate registry"
    " office organisation organization parliament party police press procuratorate radio secretariat senate service"
    " services society television times tribunal trust union university watch"
    # French
    " agence ambassade assemblée association autorité banque bureau chambre comité commission compagnie conseil"
    " consulat"
    " cour fondation fonds hôpital institut ministère office organisation parlement parti police sénat service société"
    " syndicat tribunal union université"
    # German (the ends of compounds are in GERMAN_ENDS)
    " amt bundesamt botschaft behörde gericht institut kommission konsulat ministerium partei polizei rat stiftung"
    " universität verband verein zentralbank bundesbank auswärtiges"
    # Spanish, Portuguese
    " agencia embajada asociación autoridad banco cámara comisión comité compañía consejo consulado corte fiscalía"
    " fundación hospital instituto ministerio organización parlamento partido policía senado servicio sindicato"
    " tribunal"
    " unión universidad agência embaixada associação autoridade câmara comissão conselho fundação ministério"
    " organização"
    " polícia serviço união universidade"
    # Turkish
    " bakanlığı ajansı büyükelçiliği konseyi kurumu kurulu başkanlığı müdürlüğü üniversitesi vakfı derneği partisi"
    " bankası".split()
)
GERMAN_ENDS = ("ministerium", "amt", "behörde", "agentur", "institut", "verband", "gericht", "kommission", "stiftung")

NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag"
    " freitag samstag sonntag the a an this that these those it its he she they we i in on at by for from with as"
    " if but"
    " and or when while after before since during although however meanwhile according also street road avenue square"
    " river lake sea ocean mountain mountains valley bay gulf island islands city town village district province region"
    " county state states republic kingdom empire airport port station bridge park stadium hotel palace castle church"
    " cathedral mosque temple market telescope theatre theater festival cup league championship games"
    " olympics award prize war day week"
    " month year summit dialogue plan program programme project treaty agreement act law rights human national"
    " international european african asian american western eastern northern southern north south east west central new"
    " great united upper lower old saint san los las santa air royal world global federal general foreign internal"
    " external affairs security development energy water health education economy finance trade defence defense justice"
    " interior culture science technology nations security bloomberg reuters sachs stanley suisse lynch jazeera news"
    " group company catholic orthodox protestant command caucus terrorism together so yet then now today former"
    " image photo file le les un une der die das ein eine el los las una".split()
)
"""Words that no person is called, or that make a run of capitals the name of a thing."""

GIVEN = frozenset(
    "aaron adam ahmad ahmed aidan aisha alan albert alberto alejandro aleksandr aleksei alena alessandro alex alexander"
    " alexandra alexei alfred ali alice alicia alina alisher almaz amanda amina amir amy ana anastasia anatoly andrea"
    " andreas andrei andres andrés andrew andrey angela anita ann anna anne annette anthony anton antonio antony"
    " arkady armen arthur"
    " aslan asif askar aung aygul aynur ayse azat aziz barack barbara batyr ben benjamin bernard berdimuhamed bill bob"
    " bogdan boris brian bruce carl carla carlos carmen carol caroline catherine charles charlotte chen chris christian"
    " christina christine christoph christopher claire claude claudia colin cyril dan daniel daniela daria dave david"
    " deborah denis dennis diana diego dieter dmitri dmitry dominique donald douglas edgar eduardo edward ekaterina"
    " elena"
    " elizabeth elmar elon emil emily emma emmanuel enrique eric erik ernest ernesto eva evgeny fatima felix fernando"
    " filip florian francesco francis francisco franck françois frank franz fred frederic friedrich gabriel galina"
    " gareth"
    " gary gennady geoffrey george georges georgy gerald gerard gerhard giorgi giovanni giuseppe gordon graham greg"
    " gregory guido guillaume gulnara gurbanguly gustavo guy hamid hannah hans harold harry hasan hassan heiko"
    " heinz helen"
    " helena henri henry hillary hugo hussein ian ibrahim igor ilham ilya imran inna irina isaac isabel ismail ivan"
    " jack"
    " jacob jacques james jan jane janet jason javier jean jeff jeffrey jennifer jens jeremy jerome jessica jim"
    " jimmy joan"
    " joe joel johan johannes john johnny jonas jonathan jorge jose josé josef joseph joshua juan juan julia julian"
    " julie"
    " julien justin karen karim karl karin kassym kate katherine kathleen katja keith ken kenneth kevin khalid kim"
    " konstantin kristalina kurt larisa larry lars laura laurent laurence leon leonid leyla li lilia linda lionel lisa"
    " louis louise luc lucas lucia luis luisa luiz lyudmila mahmoud maksim malala manuel marc marcel marcelo marco"
    " marcus"
    " margaret maria marie marina mario mark markus martha martin martina mary matt matthew matthias maurice max maxim"
    " mehmet merdan melissa michael michel michelle miguel mikhail miriam mohamed mohammad mohammed monica moussa"
    " muhammad"
    " murat mustafa nadia nancy narendra natalia natalya nathan neil nelson nicholas nick nicolas nigel nikita"
    " nikol nikolai"
    " nikolay nina norbert nurlan nursultan oksana oleg oleksandr olena olga oliver olivier omar oscar osman otto pablo"
    " pascal patricia patrick paul paula pauline pavel pedro peter petr petra phil philip philippe pierre piotr rachel"
    " rafael ralph ramzan rashid raymond rebecca recep reinhard renata rex ricardo richard rishi robert roberto robin"
    " roger roland roman ronald rosa rose roza ruslan russell ruth salome sam samantha samuel sandra sara sarah"
    " saparmurat scott sean sebastian serdar serge sergei sergey sergio shavkat sheila shinzo silvia simon simone sofia"
    " sooronbay sophie stefan stephan stephane stephen steve steven stuart sue susan susanne suzanne svetlana sven"
    " sylvain sylvie tamara tariq tatiana tatyana ted terry theodore theresa thierry thomas tim timothy timur"
    " tobias tom"
    " tomas tony ulrich umar ursula uwe vadim valentina valery vasily vera victor victoria viktor vincent viola"
    " virginia"
    " vitaly vladimir volodymyr walter wang wendy werner william wolfgang xavier xi yana yaroslav yegor"
    " yevgeny"
    " yulia yuri yury yusuf yves zhang zoe zeynep".split()
)


Spot = tuple[int, int, int]
"""(number of a sentence, offsets in it)."""
_SURE = (0.5, 0.7, 0.9)
"""How sure a name is for which neither, one or both of the things speak that ``proved`` asks for."""


class Tokens(Struct, frozen=True, gc=False):
    """The words of a sentence, without a possessive ``'s``: a column each for what is asked of them, as long as theirs.

    A record for each word would take longer to make than all that is then asked of it.
    """

    texts: Sequence[str]
    """As printed."""
    lows: Sequence[str]
    """In lower case."""
    capitals: Sequence[bool]
    """Whether the word begins with a capital."""
    gaps: Sequence[str]
    """What stands before each word; one more stands after the last."""


@lru_cache(maxsize=256)
def tokens(text: str) -> Tokens:
    """Cut a sentence into words; numbers and signs stand in the gaps. Several finders read the same sentence."""
    parts = _TOKEN.split(text)  # gap, word, gap, word, …, gap: quicker than one match after the other
    gaps, texts = parts[::2], parts[1::2]
    if "'s" in text or "’s" in text:
        for at, word in enumerate(texts):
            if word.endswith(("'s", "’s")):
                texts[at], gaps[at + 1] = word[:-2], word[-2:] + gaps[at + 1]
    lows = [word.lower() for word in texts]
    capitals = [w != low and (w[0] != low[0] or _after_article(w, low)) for w, low in zip(texts, lows, strict=True)]
    return Tokens(texts, lows, capitals, gaps)


def span(words: Tokens, begin: int, end: int) -> tuple[int, int]:
    """Return where in its sentence the stretch of the words from ``begin`` up to ``end`` lies."""
    start = sum(map(len, words.gaps[: begin + 1])) + sum(map(len, words.texts[:begin]))
    return start, start + sum(map(len, words.gaps[begin + 1 : end])) + sum(map(len, words.texts[begin:end]))


def _after_article(word: str, low: str) -> bool:
    """Say whether a word has its capital after an Arabic article: el-Sisi."""
    return word[2:3] == "-" and low[:2] in _ARTICLES and word[3:4].isupper()


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once; one that is a part of a longer one, some of its words, is left out."""
    once = {name: name.split(" ") for name in names}
    sizes = sorted({len(words) for words in once.values()})
    parts = {
        " ".join(words[at : at + size])
        for words in once.values()
        for size in sizes[: bisect_left(sizes, len(words))]
        for at in range(len(words) - size + 1)
    }
    return tuple(name for name in once if name not in parts)


def proved(where: Page, name: str, spot: Spot, sign: bool, again: bool) -> Evidence:
    """Return the evidence of a name, found at ``spot``: 0.5, and 0.2 for each of two things that speak for it.

    They are a ``sign`` of which the finders know, and that it stands in the text ``again``.
    """
    number, start, end = spot
    sentence = where.sentences[number]
    return Evidence(name, sentence.place, start, end, sentence.text, _SURE[sign + again])


def strongest(found: Collection[Evidence]) -> tuple[Evidence, ...]:
    """Give the names for which a story has room, the surest ones first and then the earlier ones, in their order."""
    kept = set(in_room(e.label for e in sorted(found, key=lambda e: -e.score)))
    return tuple(e for e in found if e.label in kept)


def worth_reading(sentence: Sentence) -> bool:
    """Say whether a sentence is neither the dateline nor a headline whose every word has a capital."""
    return sentence.place != "dateline" and not (sentence.place == "title" and _all_capitals(sentence.text))


def _all_capitals(headline: str) -> bool:
    words = [word for word in headline.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) * 10 > len(words) * 7


def has_name(text: str) -> bool:
    """Say, at little cost, whether a sentence may name a person at all: two words with capitals, near each other."""
    return _PAIR.search(text) is not None


@cache
def country_words() -> frozenset[str]:
    """The words of the English, French, German and Spanish names of countries (CLDR), lower case."""
    words: set[str] = set()
    for language in ("en", "fr", "de", "es"):
        for name in Locale(language).territories.values():
            words.update(word.lower() for word in _TOKEN.findall(name))
    return frozenset(words)


def is_organisation(word: str) -> bool:
    """Say whether a lower-case word is the noun of an organisation: ``agency``, ``bundesgesundheitsamt``."""
    return word in ORGANISATION or (len(word) > 7 and word.endswith(GERMAN_ENDS))
