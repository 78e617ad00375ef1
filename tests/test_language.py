"""The language of a text. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import language

SAMPLES = {
    "en": "Turkmenistan and its neighbours have agreed to test a joint water gauge.",
    "ru": "Туркменистан и ЕС проверят датчики воды на Мургабе",
    "uk": "Президент у понеділок підписав новий закон про енергетику",
    "be": "Прэзідэнт у панядзелак падпісаў новы закон аб энергетыцы",
    "bg": "Президентът подписа в понеделник нов закон за енергетиката, който ще бъде приет",
    "kk": "Президент дүйсенбі күні жаңа заңға қол қойды және мәлімдеме жасады",
    "ky": "Президент дүйшөмбү күнү жаңы мыйзамга кол койду жана билдирүү жасады",
    "tg": "Президент рӯзи душанбе қонуни навро дар бораи энергетика имзо кард",
    "fr": "Le Turkménistan ouvre une école de tissage",
    "de": "Der Präsident hat am Montag ein neues Gesetz unterzeichnet",
    "es": "El presidente firmó el lunes una nueva ley sobre la energía",
    "pt": "O presidente assinou na segunda-feira uma nova lei sobre a energia e não comentou",
    "it": "Il presidente ha firmato lunedì una nuova legge sulla energia",
    "nl": "De president heeft maandag een nieuwe wet ondertekend",
    "pl": "Prezydent podpisał w poniedziałek nową ustawę o energetyce",
    "tr": "Cumhurbaşkanı pazartesi günü yeni bir yasayı imzaladı ve açıklama yaptı",
    "az": "Prezident bazar ertəsi yeni bir qanunu imzalayıb və açıqlama verib",
    "tk": "Türkmenistanyň Prezidenti täze kanuna gol çekdi we çykyş etdi",
    "uz": "Prezident dushanba kuni yangi qonunni imzoladi va bayonot berdi, bu haqida xabar berildi",
    "ar": "وقع الرئيس يوم الاثنين قانونا جديدا بشأن الطاقة في البلاد",
    "fa": "رئیس جمهور روز دوشنبه قانون جدیدی درباره انرژی را امضا کرد",
    "zh": "总统星期一签署了一项新的能源法",
    "ja": "大統領は月曜日に新しいエネルギー法に署名した",
    "ko": "대통령은 월요일에 새 법에 서명했다",
    "ka": "პრეზიდენტმა ორშაბათს ახალი კანონი მოაწერა ხელი",
    "hy": "Նախագահը երկուշաբթի ստորագրեց նոր օրենքը",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_one_sentence_is_enough(code: str) -> None:
    assert language.detect(SAMPLES[code]) == code


def test_uzbek_in_cyrillic_is_uzbek() -> None:
    assert language.detect("Президент душанба куни янги қонунни имзолади ва баёнот берди, бу ҳақда ўқинг") == "uz"


NEIGHBOURS = [
    ("az", "Zavodun işçiləri küçədə topladı, sonra yola çıxdı."),
    ("az", "Paytaxtda qar yağıb, uşaqlar sevinir."),
    ("tr", "Fabrikanın işçileri kapıda toplandı, yağmur dinince dağıldı."),
    ("tk", "Zawodyň işçileri köçede ýygnandylar, gar ýagdy."),
    ("tk", "Şu ýyl bugdaýyň hasyly ýokary, daýhanlar begenýärler."),
    ("uz", "Zavod ishchilari ko'chada to'planib, keyin yo'lga tushdi."),
    ("uz", "Zavod ishchilari ko‘chada to‘planib, keyin yo‘lga tushdi."),
    ("uz", "Olimlar topilmalarni muzeyga topshirmoqda"),
    ("uz", "Бу йил ҳосил мўл, деҳқонлар хурсанд."),
    ("kk", "Оқушылар мектепке барды, күн суытып, жел соқты."),
    ("ky", "Окуучулар мектепке барды, күн сууп, шамал болду."),
    ("uk", "Мешканці чекають на дощ, річка міліє."),
]


@pytest.mark.parametrize("code, text", NEIGHBOURS)
def test_letters_tell_neighbours_apart(code: str, text: str) -> None:
    assert language.detect(text) == code


NOT_UZBEK = [
    "O'Brien beats O'Sullivan",
    "King's Lynn",
    "Samuel Eto'o",
    "NORFOLK, Va., May 2 - Shr 14 cts vs 12 cts\n\nNet 5.1 mln vs 4.2 mln\n\nRevs 62.9 mln vs 50.1 mln\n\nNine mths",
]


@pytest.mark.parametrize("text", NOT_UZBEK)
def test_apostrophes_and_short_forms_of_other_languages_are_not_uzbek(text: str) -> None:
    assert language.detect(text) != "uz"


@pytest.mark.parametrize("text", ["", "12345 – 678", "🙂", "Ashgabat", "XYZ"])
def test_what_cannot_be_told_stays_open(text: str) -> None:
    assert language.detect(text) == ""


def test_a_name_in_other_letters_does_not_change_the_language() -> None:
    assert language.detect(SAMPLES["en"] + " (Мургаб)") == "en"
    assert language.detect(SAMPLES["ru"] + " (Murghab)") == "ru"


@given(st.text(max_size=200))
def test_any_text_gets_two_small_letters_or_nothing(text: str) -> None:
    code = language.detect(text)
    assert code == "" or (len(code) == 2 and code.isascii() and code.islower())
