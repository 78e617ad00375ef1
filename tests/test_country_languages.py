"""Which countries sentences in other languages than English name. All are invented, many hard on purpose."""

from __future__ import annotations

import pytest
from places import FILES, compiled, find, named

from digest.classify import gazetteer
from digest.classify.reading import Gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return compiled()


SENTENCES = [
    # Azerbaijani
    ("az", "Qazaxıstanın prezidenti Bakıya gəldi.", "KZ AZ"),
    ("az", "Gürcüstandan Türkiyəyə yük qatarı yola düşdü.", "GE TR"),
    ("az", "Ukraynalı həkimlər Polşada kurs keçdilər.", "UA PL"),
    ("az", "Müqavilə Özbəkistandakı zavoda aiddir.", "UZ"),
    ("az", "Səudiyyə Ərəbistanında və Küveytdə hava isti olacaq.", "SA KW"),
    ("az", "ABŞ-ın səfiri Aşqabadda çıxış etdi.", "US TM"),
    ("az", "Kitab ingilis və rus dillərində çap olundu.", ""),
    ("az", "Cənubi Amerika musiqisi axşamı keçirildi.", ""),
    ("az", "Maliyyə nazirliyi almanın qiymətini açıqladı.", ""),
    ("az", "Almaların və armudların qiyməti artdı.", ""),
    ("az", "Türk Dövlətləri Təşkilatının katibi danışdı.", ""),
    ("az", "Almanların komandası İspaniyaya uduzdu.", "DE ES"),
    ("az", "Londonda və Berlində görüşlər olacaq.", "GB DE"),
    ("az", "Rusiyanın Dağıstan bölgəsində yol bağlandı.", "RU"),
    ("az", "Fars körfəzində gəmi dayandı.", ""),
    ("az", "Əfqanıstanla sərhəddə Tacikistanlılar yaşayır.", "AF TJ"),
    # Turkmen
    ("tk", "Türkmenistanyň Prezidenti Gazagystana bardy.", "TM KZ"),
    ("tk", "Türkiýäniň wekiliýeti Aşgabatda duşuşyk geçirdi.", "TR TM"),
    ("tk", "Özbegistanly alymlar Russiýadan geldiler.", "UZ RU"),
    ("tk", "Owganystana elektrik togy berler.", "AF"),
    ("tk", "Hytaýyň we Ýaponiýanyň kompaniýalary gatnaşdy.", "CN JP"),
    ("tk", "ABŞ-nyň ilçisi sözledi.", "US"),
    ("tk", "Sözlük türkmen, iňlis we rus dillerinde çykdy.", ""),
    ("tk", "Birleşen Arap Emirliklerinde sergi açyldy.", "AE"),
    ("tk", "Günorta Amerikanyň jeňňelleri hakynda film görkezildi.", ""),
    ("tk", "Eýranyň Maşat şäherinden ýük ugradyldy.", "IR"),
    ("tk", "Maliýe we ykdysadyýet ministrligi hasabat berdi.", ""),
    ("tk", "Germaniýaly lukmanlar Tähranda maslahat berdiler.", "DE IR"),
    # Kazakh
    ("kk", "Қазақстанның Президенті Пекинге барды.", "KZ CN"),
    ("kk", "Ресейдің және Беларусьтің министрлері кездесті.", "RU BY"),
    ("kk", "Түркиядан ұшақ келді.", "TR"),
    ("kk", "Өзбекстандағы зауыт ашылды.", "UZ"),
    ("kk", "Ресейлік ғалымдар Астанада баяндама жасады.", "RU KZ"),
    ("kk", "АҚШ-тың елшісі сөз сөйледі.", "US"),
    ("kk", "Америка Құрама Штаттарында сайлау өтті.", "US"),
    ("kk", "Кітап қазақ, орыс және ағылшын тілдерінде шықты.", ""),
    ("kk", "Қытаймен шекарада бекет жабылды.", "CN"),
    ("kk", "Үнді мұхитында кеме батты.", ""),
    ("kk", "Қырғызстандықтар Тәжікстанға көмек жіберді.", "KG TJ"),
    ("kk", "Малика Маликова концерт берді.", ""),
    # Uzbek, in both scripts
    ("uz", "Oʻzbekistonda yangi zavod ochildi.", "UZ"),
    ("uz", "O'zbekistonning elchisi Parijga keldi.", "UZ FR"),
    ("uz", "О‘збекистонда янги завод очилди.", "UZ"),
    ("uz", "Ўзбекистоннинг Тошкент шаҳрида йиғилиш бўлди.", "UZ"),
    ("uz", "Қозоғистондан Хитойга ғалла жўнатилди.", "KZ CN"),
    ("uz", "Qirgʻizistonlik sportchilar Turkiyadan qaytdi.", "KG TR"),
    ("uz", "AQShning delegatsiyasi Kobulda muzokara oʻtkazdi.", "US AF"),
    ("uz", "Kitob oʻzbek va rus tillarida chiqdi.", ""),
    ("uz", "Китоб инглиз тилига таржима қилинди.", ""),
    ("uz", "Hind okeanida kema toʻxtadi.", ""),
    ("uz", "Afgʻonistonda va Eronda zilzila boʻldi.", "AF IR"),
    ("uz", "Россиялик мутахассислар Москвадан келди.", "RU"),
    # Ukrainian
    ("uk", "В Україні відкрили новий завод.", "UA"),
    ("uk", "Українські лікарі поїхали до Польщі та Німеччини.", "UA PL DE"),
    ("uk", "Міністри Франції, Італії й Іспанії домовилися.", "FR IT ES"),
    ("uk", "Уряд Індії закупить пшеницю в Казахстану.", "IN KZ"),
    ("uk", "Книжка вийшла українською та англійською мовами.", ""),
    ("uk", "Він відповів польською.", ""),
    ("uk", "Дані Держстату опублікували вчора.", ""),
    ("uk", "Празький клуб програв у Києві.", "UA"),
    ("uk", "Прагматичний підхід переміг.", ""),
    ("uk", "У Мексиканській затоці затонуло судно.", ""),
    ("uk", "Саудівська Аравія та Об'єднані Арабські Емірати підписали угоду.", "SA AE"),
    ("uk", "Сполучені Штати надішлють до Туреччини делегацію.", "US TR"),
    ("uk", "Доходи бюджету зросли, Малі підприємства отримають пільги.", ""),
    ("uk", "Азербайджанські та туркменські компанії відкрили офіси у Вашингтоні.", "AZ TM US"),
    ("uk", "Президент Узбекистану прибув до Ашгабата.", "UZ TM"),
    # Turkish
    ("tr", "Türkiye'nin büyükelçisi Taşkent'te konuştu.", "TR UZ"),
    ("tr", "Almanların ve Fransızların takımı Hollanda'ya yenildi.", "DE FR NL"),
    ("tr", "Mali İşler Müdürlüğü raporu açıkladı.", ""),
    ("tr", "Mali'de darbe girişimi önlendi.", "ML"),
    ("tr", "Türk Hava Yolları yeni uçak alacak.", ""),
    ("tr", "Kitap Almanca, Rusça ve Türkçe yayımlandı.", ""),
    ("tr", "Hint Okyanusu'nda bir gemi battı.", ""),
    ("tr", "Ukraynalılar Rusya'nın saldırısını anlattı.", "UA RU"),
    ("tr", "Türk dili ve edebiyatı bölümü açıldı.", ""),
    ("tr", "İran Dışişleri Bakanı Pekin'de Çinli mevkidaşıyla görüştü.", "IR CN"),
    ("tr", "Ürdün Kralı Filistin için Kahire'ye gitti.", "JO PS EG"),
    ("tr", "Kazak giyen çocuk okula gitti.", ""),
    # Arabic
    ("ar", "زار الرئيس المصري تركيا وقطر.", "EG TR QA"),
    ("ar", "اجتمع الوزراء في العراق وبالأردن.", "IQ JO"),
    ("ar", "وصل وفد تركمانستان إلى طهران.", "TM IR"),
    ("ar", "تغرق السفن في خليج المكسيك.", ""),
    ("ar", "سافر إلى المغرب وتونس والجزائر.", "MA TN DZ"),
    ("ar", "كتب الرواية باللغة الفرنسية.", ""),
    ("ar", "قال وزير الخارجية الإيراني إن بلاده ستشارك.", "IR"),
    ("ar", "أعلنت السعودية والإمارات عن اتفاق.", "SA AE"),
    ("ar", "توجه الوفد الروسي لأوكرانيا.", "RU UA"),
    ("ar", "ارتفعت الأسعار في المحيط الهندي.", ""),
    # Portuguese
    ("pt", "O presidente da Turquia chegou a Pequim.", "TR CN"),
    ("pt", "Brasileiros e argentinos assinaram o acordo.", "BR AR"),
    ("pt", "Um navio afundou no Golfo do México.", ""),
    ("pt", "O Banco do Brasil abriu uma agência.", ""),
    ("pt", "A Folha de S.Paulo publicou a entrevista.", ""),
    ("pt", "Ele fala inglês, alemão e russo.", ""),
    ("pt", "O peru assado custa mais este ano.", ""),
    ("pt", "Moçambique e Angola reabriram a fronteira.", "MZ AO"),
    ("pt", "Os turcomenos venderam gás à China.", "TM CN"),
    ("pt", "O oceano Índico aqueceu.", ""),
    # Italian
    ("it", "Il presidente del Turkmenistan è arrivato a Parigi.", "TM FR"),
    ("it", "Telecom Italia ha cambiato amministratore.", ""),
    ("it", "La Gazzetta dello Sport ha pubblicato l'intervista.", ""),
    ("it", "Una nave è affondata nel Golfo del Messico.", ""),
    ("it", "Il governo tedesco e quello francese sono d'accordo.", "DE FR"),
    ("it", "Il libro è uscito in inglese e in spagnolo.", ""),
    ("it", "Il Mar Cinese Meridionale è al centro del vertice.", ""),
    ("it", "I Paesi Bassi e la Svizzera firmano.", "NL CH"),
    ("it", "Gli Stati Uniti e il Regno Unito protestano.", "US GB"),
    ("it", "Il giordano e il Giordano: la Giordania chiude il confine.", "JO"),
    # German
    ("de", "Die türkische Regierung lud Österreich ein.", "TR AT"),
    ("de", "Die Deutsche Bank senkt die Gebühren.", ""),
    ("de", "Die Deutsche Bahn fährt wieder.", ""),
    ("de", "Im Golf von Mexiko sank ein Schiff.", ""),
    ("de", "Er lernt Spanisch und Russisch.", ""),
    ("de", "Das Buch erschien auf Deutsch und Französisch.", ""),
    ("de", "Im Südchinesischen Meer wächst die Spannung.", ""),
    ("de", "Turkmenistans Präsident besuchte die Schweiz.", "TM CH"),
    ("de", "Polens und Ungarns Minister trafen sich.", "PL HU"),
    ("de", "Die Neue Zürcher Zeitung berichtete darüber.", ""),
    # Spanish
    ("es", "El presidente turco viajó a Kazajistán.", "TR KZ"),
    ("es", "Un barco se hundió en el golfo de México.", ""),
    ("es", "Habla español, alemán y ruso.", ""),
    ("es", "Telefónica Brasil subió en la bolsa.", ""),
    ("es", "El libro se publicó en francés.", ""),
    ("es", "El mar de la China Meridional está en disputa.", ""),
    ("es", "Los Países Bajos y Suecia firmaron.", "NL SE"),
    ("es", "La guinea y el pavo suben de precio.", ""),
    ("es", "Turkmenistán y Azerbaiyán exportan gas a Italia.", "TM AZ IT"),
    ("es", "El alcalde de Granada recibió a los marroquíes.", "ES MA"),
]


@pytest.mark.parametrize(("lang", "sentence", "codes"), SENTENCES)
def test_a_sentence_names_these_countries_and_no_other(places: Gazetteer, lang: str, sentence: str, codes: str) -> None:
    assert named(find(places, sentence, lang)) == set(codes.split())


TRAPS = [
    # French
    ("fr", "Un incendie a ravagé un hangar à Tours.", "FR"),
    ("fr", "Les tours de la cité seront rasées.", ""),
    ("fr", "Le maire de Nice a inauguré le tramway.", "FR"),
    ("fr", "La cheffe Dominique prépare la dinde.", ""),
    ("fr", "La Dominique a voté dimanche.", "DM"),
    ("fr", "L'État de Géorgie exécute un condamné à Atlanta.", "US"),
    ("fr", "La Géorgie élit son président.", "GE"),
    ("fr", "Le gouvernement congolais à Kinshasa a démissionné.", "CD"),
    ("fr", "Des navires croisent en mer du Japon.", ""),
    ("fr", "La Colombie-Britannique brûle encore.", "CA"),
    ("fr", "L'Irlande du Nord attend un accord.", "GB"),
    ("fr", "François Hollande a signé son livre.", ""),
    ("fr", "Le lait vient de la Hollande.", "NL"),
    ("fr", "Il a acheté un livre en langue anglaise.", ""),
    ("fr", "Le tournage a coûté dix millions de francs suisses.", ""),
    ("fr", "Une montagne russe est tombée en panne.", ""),
    ("fr", "Le jardin du Luxembourg ferme à 20 heures.", ""),
    ("fr", "Les Corées se parlent à nouveau, dit Séoul.", "KR"),
    # Spanish
    ("es", "Los diputados del PSOE piden explicaciones.", "ES"),
    ("es", "El juez de la Audiencia Nacional dejó libre al banquero.", "ES"),
    ("es", "La paz es posible, dijo el cura.", ""),
    ("es", "Bogotá responde desde la Casa de Nariño.", "CO"),
    ("es", "Su nombre sale en los papeles de Panamá.", ""),
    ("es", "El río de la Plata está bajo.", ""),
    ("es", "El concierto del Palau fue un éxito.", ""),
    ("es", "Los Mossos detienen a un hombre en Tarragona.", "ES"),
    ("es", "Checo Pérez abandona en la última vuelta.", ""),
    ("es", "En América se habla de fútbol.", ""),
    ("es", "Nuevo México aprueba la ley.", "US"),
    ("es", "La montaña rusa se paró.", ""),
    ("es", "El Tribunal Supremo Electoral cuenta los votos.", ""),
    ("es", "Un tribunal militar juzga a un guineano en Malabo.", "GQ"),
    ("es", "El volcán obliga a evacuar en La Palma.", "ES"),
    # German
    ("de", "Der Bundesrat in Bern lehnt die Initiative ab.", "CH"),
    ("de", "Die ÖVP stellt den Kanzler, der Nationalrat stimmt ab.", "AT"),
    ("de", "Das Bundesverfassungsgericht hat entschieden.", "DE"),
    ("de", "Die Türkin schlägt die Französin und die Polin.", "TR FR PL"),
    ("de", "Messerangriff in Essen, ein Mann verletzt.", "DE"),
    ("de", "Das Essen wird teurer.", ""),
    ("de", "Er hat viel Schuld auf sich geladen, daneben auch Schulden.", ""),
    ("de", "Die Malteser bringen die Kranken heim.", ""),
    ("de", "Der Russell-Terrier bellt in Rüsselsheim.", ""),
    ("de", "Eine englischsprachige Schule sucht Englischlehrer.", ""),
    ("de", "Die Trainerin Paula Schweizer sagte ab.", ""),
    ("de", "Die Deutsche Presse-Agentur berichtet darüber.", ""),
    ("de", "Zehn Schweizer Franken kostet das Heft.", ""),
    ("de", "Kalifornien kämpft gegen Waldbrände.", "US"),
    ("de", "Das Landgericht in München verhandelt.", "DE"),
    # Portuguese
    ("pt", "O serviço de socorro investiga um suicídio.", ""),
    ("pt", "A ministra da Sérvia chegou.", "RS"),
    ("pt", "Os sérvios votam.", "RS"),
    ("pt", "Os suíços votam.", "CH"),
    ("pt", "O Ibama multou fazendas no Pará.", "BR"),
    ("pt", "Para ele, o ano acabou.", ""),
    ("pt", "O Palácio de Belém confirmou a visita.", "PT"),
    ("pt", "O Irão e o Vietname assinaram.", "IR VN"),
    ("pt", "A agência Lusa ouviu o ministro.", ""),
    ("pt", "Os países de língua portuguesa reúnem-se.", ""),
    ("pt", "Rui Rio deixa a política.", ""),
    ("pt", "Os guineenses votam em Bissau.", "GW"),
    ("pt", "Tropas ruandesas chegam a Cabo Delgado.", "RW MZ"),
    ("pt", "O navio encalhou no golfo da Guiné.", ""),
    ("pt", "Camberra recusou a proposta.", "AU"),
    # Italian
    ("it", "Sciopero dei treni a Milano, a Napoli e a Roma.", "IT"),
    ("it", "Russo ha segnato due gol, Greco uno.", ""),
    ("it", "I russi e i greci trattano.", "RU GR"),
    ("it", "Un agriturismo nel Cilento.", "IT"),
    ("it", "Gioielli di Bulgari all'asta.", ""),
    ("it", "I carabinieri hanno sequestrato il carico.", "IT"),
    ("it", "L'Indiana e la Carolina del Nord votano.", "US"),
    ("it", "Il ghiaccio si scioglie nel Canton Vallese.", "CH"),
    ("it", "Il romanzo di Giordano esce domani.", ""),
    ("it", "Il governo giordano protesta.", "JO"),
    ("it", "Le montagne russe sono chiuse.", ""),
    ("it", "Il Ciad e i ciadiani aspettano il voto.", "TD"),
    ("it", "Nel Sud America piove.", ""),
    ("it", "Malta Ferri e Giorgia Costa hanno scritto il libro.", ""),
]


@pytest.mark.parametrize(("lang", "sentence", "codes"), TRAPS)
def test_a_word_that_looks_like_a_name_is_none_and_a_name_like_a_word_is_one(
    places: Gazetteer, lang: str, sentence: str, codes: str
) -> None:
    """Towns, surnames, waters, dishes, languages, currencies, and names that several countries bear."""
    assert named(find(places, sentence, lang)) == set(codes.split())


def test_a_digest_can_add_names_that_several_countries_bear_in_one_language() -> None:
    own = gazetteer.load(
        FILES | {"user/countries.txt": "--  fr shared: Exemplie = ? NO SE\nNO  fr regions: Exemplure\n"}
    )
    assert named(find(own, "Un pont en Exemplie.", "fr")) == set()
    assert named(find(own, "Un pont en Exemplie, dit un Suédois.", "fr")) == {"SE"}
    assert named(find(own, "Un pont en Exemplure.", "fr")) == {"NO"}
    assert named(find(own, "Un pont en Exemplure.", "de")) == set()
