"""Little words that a headline must not end on, and words that say who said it, in the languages of the press."""

from __future__ import annotations

import re

# Prepositions, articles, conjunctions, auxiliaries, relative words (case-folded); the English ones by themselves too.
ENGLISH = frozenset(
    "a an the and or but nor so yet as at by for from in into of off on onto over per than that to under until up"
    " upon via"
    " with within without about above across after against along among around before behind below between beyond during"
    " including like near since through throughout toward towards amid following despite except regarding concerning"
    " which who whom whose where when while if because although though whether is are was were be been being has"
    " have had"
    " will would shall should can could may might must do does did not no its their his her our your my this"
    " these those"
    " it he she they we such both either each every some any more most less other another very also just only"
    " even still"
    " due according well new whilst likely unlikely able unable anyone everyone someone nobody anything".split()
)
DANGLING = ENGLISH.union(
    # Russian, Ukrainian, Belarusian
    " в во на с со к ко о об обо по у от до из за для при про под над между через без перед около вокруг после против и"
    " или а но да же ли что чтобы как когда где если то не ни который которая которое которые которого которой которых"
    " том также так это этот эта эти его её ее их был была было были будет быть є та й або але що щоб як де якщо від до"
    " зі із ж які який яка під через проти для був була були буде з і у і ў бо"
    # French
    " le la les l un une des du de d au aux à et ou mais donc or ni car en dans sur sous par pour avec sans chez"
    " vers entre"
    " depuis pendant après avant contre selon que qui dont où ne pas se sa son ses leur leurs ce cet cette ces"
    " est sont a"
    " ont été être avoir sera seront qu n s c j m t plus afin lors dès"
    # German
    " der die das den dem des ein eine einen einem einer eines und oder aber doch als am an auf aus bei bis durch"
    " für gegen"
    " im in ins mit nach ohne seit über um unter vom von vor während wegen zu zum zur zwischen dass daß ob weil"
    " wenn wie"
    " nicht kein keine sich ist sind war waren wird werden wurde wurden hat haben hatte sein ihr ihre seine"
    " dieser diese"
    # Spanish, Italian, Portuguese
    " el los las lo unos unas del al y e o u pero sino ni con contra desde hacia hasta para por según sin sobre"
    " tras que"
    " quien cuyo donde cuando como si se su sus este esta estos estas es son fue ser han ha había no muy más"
    " il gli i dei degli delle dello della dell nel nella nei nelle negli nell sul sulla sui sulle dal dalla dai"
    " dalle col"
    " ed od ma per tra fra di da che chi cui non è sono suo sua loro questo questa anche all alla ai alle allo agli"
    " os as um uma uns umas do dos das no nos na nas ao aos à às pelo pela pelos pelas num numa em com sem mas ou"
    " são foi"
    # Turkic
    " ve veya ile ya da de ki bir için gibi kadar bu şu o ama fakat ancak və yaxud ilə üçün bir ki bu"
    " we bilen üçin hem va bilan uchun yoki ham bu bir мен және үшін пен бен бұл бір менен жана үчүн"
    # Arabic
    " في من إلى على عن مع و أو أن إن التي الذي الذين بين بعد قبل خلال حول ضد عند حتى لا ما لم لن قد كان كانت هذا"
    " هذه ذلك ثم"
    # Dutch, Polish
    " het een en of van op te met voor naar door bij tot uit w z ze i oraz lub na do od po przez że"
    " się nie jest są".split()
)
# Genitive links: a break in front of one tears a name or a noun from what it needs ("Ministry | of Water").
LINKS = frozenset("of de du des d del della dello dei degli delle do da dos das di von der van".split())
# Little words that stand inside a phrase: a cut in front of one would part a verb from its object or its auxiliary.
ENGLISH_INNER = frozenset(
    "a an the no not its their his her our your my this these those is are was were be been being has have had"
    " will would"
    " shall should can could may might must do does did he she they we it each every some any more most other another"
    " very also just only even still new so all".split()
)
INNER = ENGLISH_INNER.union(
    "le la les l un une des ce cet cette ces sa son ses leur leurs ne pas se est"
    " sont a ont été être avoir plus der die das den dem des ein eine einen einem einer eines nicht sich ist sind hat"
    " haben wird werden wurde wurden zu ihr ihre sein seine el los las lo unos unas su sus se no ha han es son"
    " fue fue muy"
    " il gli i un' uno una non è si os as o um uma não são foi bir bu şu да не ли же бы был была было были его её"
    " их этот"
    " эта эти لا ما لم لن قد كان كانت هذا هذه het een się nie".split()
)
# Nouns that only serve as part of a preposition: "in the field of", "as part of", "в рамках", "dans le cadre de".
SERVING = frozenset(
    "field framework part course view order terms light sake behalf basis spite accordance connection reference regard"
    " respect addition context case event area sphere number host series range variety group kind type sort"
    " рамках ходе области сфере целях связи счёт счет счёта отношении результате соответствии течение течении числе"
    " cadre domaine cours lieu sein sujet rahmen bereich zuge marco ámbito quadro ambito âmbito çerçevesinde".split()
)
ATTRIBUTES = re.compile(
    r"\b(?:said|says|say|reports?|reported|told|announced|stated|according to|citing|cites|quoted|informed|noted|wrote"
    r"|writes|confirmed|added|with reference to|сообща\w+|сообщи\w+|заяви\w+|заявля\w+|сказа\w+|переда[её]\w*"
    r"|передал\w*"
    r"|пишет|пишут|отмети\w+|отмеча\w+|рассказа\w+|говорится|говорит|подчеркн\w+|со ссылкой|информиру\w+|по словам"
    r"|по данным|уточни\w+|повідом\w+|заяв\w+|передає\w*|пише|зазнач\w+|a (?:déclaré|annoncé|indiqué|précisé"
    r"|affirmé|rapporté|dit)"
    r"|ont (?:déclaré|annoncé|indiqué)|a-t-(?:on|il|elle)|rapporte|selon|indique|annonce|déclare|précise"
    r"|sagte|sagten|teilte|mitteilte|mitteilten|berichte\w*|meldet\w*|erklärte\w*|hieß es|laut|gab \w+ bekannt"
    r"|dijo|dijeron|informó|informaron|anunció|según|señaló|afirmó|reportó|indicó|declaró|aseguró"
    r"|ha (?:detto|riferito|annunciato|dichiarato)|riferisce|secondo|disse|informou|anunciou|segundo|afirmou"
    r"|dedi|bildirdi|açıkladı|söyledi|aktardı|duyurdu|belirtti|bildirir|bildirib|deyib|habar berýär|xabar berdi"
    r"|хабарлады"
    r"|قال|قالت|ذكر|ذكرت|أعلن|أعلنت|وفق|وفقا|بحسب|meldt\w*|zei|powiedział\w*|poinformowa\w+)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?:who|which|that|where|whose|when|котор\w+|где|чья|чей|qui|que|dont|où|der|die|das|dem|den|welche\w*|quien"
    r"|cuyo|che|як\w+)\b",
    re.IGNORECASE,
)
