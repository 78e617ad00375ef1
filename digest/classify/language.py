"""The language of a text, by its script, its letters and its most common words. Nothing to load, nothing to train."""

from __future__ import annotations

import re
from collections import Counter

READ = 600
"""Characters looked at: the first paragraphs decide."""

# Runs of letters: to find them one by one takes longer.
_LATIN = re.compile("[a-zà-öø-ɏəḀ-ỿ]+")
_SCRIPTS = (
    ("cyrillic", re.compile("[Ѐ-ԯ]+")),
    ("arabic", re.compile("[ء-يٱ-ۓ]+")),
    ("kana", re.compile("[ぁ-ヿ]+")),
    ("han", re.compile("[一-鿿]+")),
    ("hangul", re.compile("[가-힣]+")),
    ("greek", re.compile("[α-ωά-ώ]+")),
    ("hebrew", re.compile("[א-ת]+")),
    ("armenian", re.compile("[ա-և]+")),
    ("georgian", re.compile("[ა-ჰ]+")),
    ("devanagari", re.compile("[ऀ-ॿ]+")),
    ("bengali", re.compile("[ঀ-৿]+")),
    ("thai", re.compile("[ก-๛]+")),
    ("ethiopic", re.compile("[ሀ-ፚ]+")),
)
# A script that one language of the press has nearly to itself.
_ALONE = {
    "kana": "ja",
    "han": "zh",
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "armenian": "hy",
    "georgian": "ka",
    "devanagari": "hi",
    "bengali": "bn",
    "thai": "th",
    "ethiopic": "am",
}
# The most common short words of each language, those that tell it from its neighbours among them.
_WORDS = {
    "en": "the of and to in is that for was on with as by at it from are be has have this which will not an or were its"
    " said after who their been but he they his more than about would new over into people former near at least out"
    " during against man woman two three four president kills killed per",
    "fr": "le la les de des du un une et est en à au aux dans pour par sur que qui pas avec ce cette il elle ne se"
    " plus son"
    " sa ses ont été être sont mais leur nous selon après entre lundi mardi mercredi jeudi vendredi",
    "de": "der die das und ist in den von zu mit dem des im für auf nicht ein eine einen einem einer sich als auch"
    " an es"
    " bei nach wie aus wird werden hat haben sind war über wurde nur noch oder vor zum zur",
    "es": "el la los las de del y en que un una es por con para se no al su lo como más pero sus ha fue este esta entre"
    " sobre también son desde hasta han según muy sin dos años",
    "pt": "o a os as de do da dos das em no na nos nas e que um uma é por com para não se ao mais foi como mas seu sua"
    " são pela pelo ou também já entre segundo ser está ele ela até",
    "it": "il lo la i gli le di del della dei delle e è un una in che per con non si da al alla nel nella sono come più"
    " anche ha ma dal dalla su questo questa essere stato ai tra dopo",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als door bij naar uit heeft hebben wordt"
    " werd nog maar deze dit over hij ze was worden",
    "sv": "och i att en det som på är av för med den till inte har de om ett han men var från vid också efter ska"
    " kan under",
    "da": "og i at en det som på er af for med den til ikke har de om et han men var fra ved også efter skal blev"
    " samt mellem"
    " hvor andre",
    "no": "og i at en det som på er av for med den til ikke har de om et han men var fra ved også etter skal ble"
    " samt mellom"
    " hvor andre",
    "fi": "ja on ei se että oli hän mutta joka kun ovat sen myös kuin mukaan ole vuonna jonka tai sekä",
    "pl": "w i na z do nie się to że jest o od po przez jak ale za dla są oraz został który która które także tym jego",
    "cs": "a v se na je že o s z do to i ve pro ale by jako od po byl jsou za však který která které podle také",
    "sk": "a v sa na je že o s z do to i vo pre ale by ako od po bol sú za však ktorý ktorá ktoré podľa aj",
    "ro": "și în de la a cu pe din că este un o pentru nu care au fost mai se ale prin sau după către sunt acest",
    "hu": "a az és hogy nem is egy van volt meg csak ez de mint már még el ki lesz szerint után",
    "hr": "i u je na se da su za od s će koji koja koje ne bi kao što o nije iz do ili te prema nakon",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi en sonra kadar ancak ne ya göre türkiye tarafından oldu"
    " dedi üzere değil yeni var ise şu büyük",
    "az": "və bir bu da də üçün ilə olan olub ki edib görə sonra çox daha azərbaycan tərəfindən haqqında qeyd bildirib"
    " üzrə edilib ölkə isə bildirilir deyib barədə ötən edir",
    "tk": "we bir bu hem üçin bilen boýunça barada türkmenistan türkmenistanyň bolan boldy diýip ýurduň ýyl ýylyň"
    " edildi"
    " arasynda geçirildi bolup ol onuň täze şu şol diýdi etdi bolar ýyly döwlet bardy",
    "uz": "va bir bu uchun bilan ham deb edi oʻzbekiston boʻyicha haqida qildi kerak yil yilda esa emas mumkin sifatida"
    " tomonidan boʻldi boʻlgan yangi soni qilindi davlat hamda ushbu nafar shu ekan yilgi kuni ortiq nisbatan",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke adalah oleh sebagai juga telah para karena",
    "vi": "và của là có trong được cho các với không một những người này đã tại khi từ đến về",
    "sw": "na ya wa kwa ni katika za la kuwa cha hii huo yake pia baada hilo wake watu alisema",
    "ru": "и в не на что с по как из за от для это его к но о был года году также было она они сообщил сообщили заявил"
    " при которые после чтобы была",
    "uk": "і в на що з не та до за від у про як це для його але був року році також під час після було які цього"
    " україни",
    "be": "і ў на што з не да за ад у пра як гэта для яго але быў года таксама пасля было якія",
    "bg": "и в на че за се от да с по е не са като до през след към беше ще при това или което която",
    "sr": "и у је на се да су за од са ће који која које не би као што о није из до или према након",
    "mk": "и во на се да е за од со ќе кои што не како по го ја ги или ова беше според",
    "kk": "және бір бұл мен үшін де да деп бойынша қазақстан болды туралы бар жылы жыл кейін керек оның еліміз",
    "ky": "жана бир бул менен үчүн да деп боюнча кыргызстан болду тууралуу бар жылы жыл кийин керек анын",
    "tg": "ва дар аз ба ки барои бо ин тоҷикистон ҷумҳурии шуд аст карда дорад соли он низ",
    "mn": "нь ба юм энэ байна гэж болон улсын монгол оны байгаа хийх",
    "tt": "һәм бу белән өчен да дә бер дип татарстан ул булган турында",
    "ar": "في من على إلى أن عن مع هذا التي الذي كان هذه بعد ما بين قال كما خلال قد لا هو",
    "fa": "و در به از که این را با است برای آن یک شد خود تا کرد های می بر گفت شده نیز",
    "ur": "کے کی میں کا ہے سے کو اور نے پر یہ کہ ہیں نہیں اس بھی تھا",
}
_SCRIPT_OF = {
    **dict.fromkeys("ru uk be bg sr mk kk ky tg mn tt".split(), "cyrillic"),
    **dict.fromkeys("ar fa ur".split(), "arabic"),
}
# Letters that only these languages of their script use, or nearly so.
_LETTERS = {
    "az": "əığ",
    "tk": "ňýžäşç",
    "tr": "ğışçöü",
    "de": "ßäöü",
    "es": "ñ¿¡áíóú",
    "pt": "ãõç",
    "fr": "èêœçàù",
    "it": "ìòèà",
    "pl": "łżśąęć",
    "cs": "řěůž",
    "sk": "ľĺŕôž",
    "ro": "șțăâ",
    "hu": "őűáé",
    "sv": "åäö",
    "da": "æøå",
    "no": "æøå",
    "fi": "äö",
    "hr": "čćđšž",
    "vi": "đơưạếộ",
    "uk": "їєґі",
    "be": "ўі",
    "ru": "ыэё",
    "bg": "щъ",
    "sr": "јљњђћџ",
    "mk": "ѓќѕј",
    "kk": "ұқғәңһі",
    "ky": "ңөү",
    "tg": "ҷӣӯҳқғ",
    "mn": "өү",
    "tt": "җәһң",
    "uz": "ʻ",
    "fa": "پچگژیک",
    "ur": "ٹڈںےہھ",
    "ar": "ةىيك",
}
# Letters that none of them writes but in foreign names: they tell the languages apart that share most of their letters.
_NOT_RUSSIAN = "іўїєґқғәңөүұһҷӣӯјљњђћџ"
_TURKIC = "əğışýňʻ"
_FOREIGN = {
    **dict.fromkeys("en fr de es pt it nl sv da no fi hu hr id sw".split(), _TURKIC),
    "az": "ýňžwʻ",
    "tk": "əğıcqvxʻ",
    "tr": "əýňžäqxwʻ",
    "uz": "əğışýňžäçöüw",
    "ru": _NOT_RUSSIAN,
    "ky": "іқғұәһўҳҷӣӯ",
    "tg": "ыщіңөүұәһў",
    "tt": "іқғұўҳҷӣӯ",
    "kk": "ўҳҷӣӯїєґ",
    "mn": "іқғұәһңўҳҷӣӯ",
    "uk": "ыэёўъқғәңөүұһ",
    "be": "ищъїєґқғәңөүұһ",
    **dict.fromkeys("bg sr mk".split(), "ыэёіїєґқғәңөүұһў"),
}
_AROUND = "\"'“”„«»‘’‹›()[]{}.,;:!?…–—-*،؛؟।"
"""Marks around a word; within one they stay, so that U.S. is no two words."""
_CYRILLIC_UZBEK = re.compile("[ўқғҳ]")
_LATIN_UZBEK = re.compile(r"['‘’`ʼ](?:(?<=[Oo].)(?=[b-df-hj-np-tv-z])|(?<=[Gg].)(?=[a-z]))(?!s\b)")
"""The sign of oʻ and gʻ as keyboards have it. Before a capital it is an Irish name, before a last s an English case; no
vowel follows oʻ. The pattern begins with the sign: `re` is quick to find a character of a set."""
_UZBEK_ENDINGS = ("larni", "larning", "larini", "lariga", "larida", "dagi", "moqda")
"""In Latin letters: Turkish and Azerbaijani have other ones. They tell it where a short text has none of its words."""
_ENGLISH = frozenset(("the", "of", "and", "with", "that", "said"))
_SHARED = Counter(word for words in _WORDS.values() for word in set(words.split()))


def _known() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for each script its words, each with the languages that have it."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, words in _WORDS.items():
        script = out.setdefault(_SCRIPT_OF.get(language, "latin"), {})
        for word in dict.fromkeys(words.split()):
            script[word] = (*script.get(word, ()), language)
    return out


def _by_sign(signs: dict[str, str]) -> dict[str, list[str]]:
    """Return for each letter the languages that list it."""
    return {sign: [code for code, listed in signs.items() if sign in listed] for sign in set("".join(signs.values()))}


_KNOWN = _known()
_OWNERS, _STRANGERS = _by_sign(_LETTERS), _by_sign(_FOREIGN)
_CODES = {script: [code for code in _WORDS if _SCRIPT_OF.get(code, "latin") == script] for script in _KNOWN}


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text, or nothing where it cannot be told."""
    head = _LATIN_UZBEK.sub("ʻ", text[:READ]).replace("İ", "i").lower()
    if _plainly_english(head):
        return "en"
    if head.isascii():
        return _among(head, "latin", len(head)) if not head.isspace() else ""
    counts = {"latin": len("".join(_LATIN.findall(head)))}
    if counts["latin"] * 2 < len(head):
        counts |= {script: len("".join(pattern.findall(head))) for script, pattern in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    most = counts[script]
    if most == 0:
        return ""
    if script in _ALONE:
        # Japanese may hold more Chinese signs than its own.
        return "ja" if script == "han" and counts["kana"] * 10 > most else _ALONE[script]
    return _among(head, script, most)


def _plainly_english(text: str) -> bool:
    """Say, at little cost, whether a text has so many words that only English has that nothing else need be asked."""
    words = text.split()
    return len(words) > 20 and sum(map(_ENGLISH.__contains__, words)) * 12 > len(words)


def _among(text: str, script: str, letters: int) -> str:
    """Pick the language of a script that several share: its words count by their share, its letters by theirs."""
    scores, known = dict.fromkeys(_CODES[script], 0.0), _KNOWN[script]
    tokens = [word.strip(_AROUND) for word in text.split()]
    uzbek = script == "latin" and any(map(text.__contains__, _UZBEK_ENDINGS))
    for word in tokens:
        # A word that several languages have counts for each by its share: "in" tells less than "the".
        if word in known:
            share = 1 / (_SHARED[word] * len(tokens))
            for language in known[word]:
                scores[language] += share
        elif uzbek and word.endswith(_UZBEK_ENDINGS):
            scores["uz"] += 1 / len(tokens)
    if script != "latin" or not text.isascii():
        _add_letters(scores, text, letters)
    best_at = max(scores, key=lambda code: scores[code])
    best = scores.pop(best_at)
    second = max(scores.values())
    if script == "cyrillic" and _uzbek(text, letters):
        return "uz"
    if best_at == "uz" and len(tokens) > 20 and best * len(tokens) < 1.5:
        return ""  # one word alone is a coincidence: Virginia ("Va."), where an Uzbek has "and"
    if best_at in ("tr", "tk", "de") and text.count("ə") * 150 > letters:
        return "az"  # every eleventh letter there, and none elsewhere, whatever the other letters are
    return best_at if best > 0 and best > second else ""


def _add_letters(scores: dict[str, float], text: str, letters: int) -> None:
    """Add to the languages of a script what their own letters in a text say for them, take off what foreign ones do."""
    own = dict.fromkeys(scores, 0)
    for sign, times in Counter(text).items():
        for language in _OWNERS.get(sign, ()):
            if language in own:
                own[language] += times
        for language in _STRANGERS.get(sign, ()):
            if language in scores:
                scores[language] -= 3.0 * times / letters  # rarer than an own letter, so it tells more
    for language, times in own.items():
        scores[language] += min(2.0 * times / letters, 0.3)


def _uzbek(text: str, letters: int) -> bool:
    """Uzbek in Cyrillic has ў, қ, ғ, ҳ, but neither the letters of Tajik nor those of Kazakh."""
    own = len(_CYRILLIC_UZBEK.findall(text))
    strange = any(sign in text for sign in "ҷӣӯұәңіөү") or text.count("ы") * 100 > letters
    return own * 100 > letters and not strange
