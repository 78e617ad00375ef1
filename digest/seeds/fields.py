"""Header blocks: ``Title: …``, ``Дата: …``, ``Source: …`` in the press's languages, and what each key stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ROLES: Mapping[str, str] = {
    "headline": "title|headline|header|heading|subject|hl|заголовок|название|тема|titre|objet|titel|überschrift"
    "|schlagzeile|betreff|título|titulo|titular|asunto|titolo|oggetto|assunto|başlık|baslik|konu|başlıq|sarlavha"
    "|sözbaşy"
    "|тақырып|тақырыбы|назва|العنوان|عنوان|标题|題名",
    "date": "date|published|publication date|pub date|pubdate|date published|published on|released|release date|issued"
    "|date of publication|дата|дата публикации|опубликовано|date de publication|publié le|publié|datum|veröffentlicht"
    "|veröffentlicht am|fecha|fecha de publicación|publicado|data|data di pubblicazione|pubblicato|data de publicação"
    "|tarih|yayın tarihi|tarix|sana|sene|senesi|күні|опубліковано|дата публікації|التاريخ|تاريخ|تاريخ النشر|日期|sent"
    "|отправлено|gesendet|envoyé",
    "updated": "updated|last updated|last modified|modified|lastmod|обновлено|изменено|mis à jour|mise à jour"
    "|aktualisiert"
    "|actualizado|aggiornato|atualizado|güncelleme|güncellendi|оновлено|yenilənib|yangilandi|täzelendi|жаңартылды"
    "|تحديث",
    "credit": "source|agency|credit|wire|источник|агентство|quelle|agentur|fuente|agencia|fonte|agenzia|kaynak"
    "|ajans|mənbə"
    "|manba|çeşme|çeşmesi|дереккөз|джерело|المصدر|مصدر|来源|agence",
    "publication": "publication|newspaper|outlet|publisher|site|site name|media|издание|сми|газета|журнал|journal"
    "|zeitung"
    "|medium|publicación|medio|testata|veículo|gazete|yayın|видання|басылым|الصحيفة|publication title|publication name",
    "author": "author|authors|byline|by|writer|reporter|journalist|автор|авторы|корреспондент|auteur|auteurs|par|autor"
    "|autoren|autorin|von|autores|autore|yazar|yazan|müəllif|muallif|awtor|awtory|автори|الكاتب|بقلم|كتب|作者|记者"
    "|haber|muhabir|hazırlayan|reportage|foto-text|корр",
    "url": "url|link|permalink|web|canonical|ссылка|адрес|lien|adresse|enlace|collegamento|bağlantı|посилання"
    "|الرابط|链接",
    "tag": "tags|tag|keywords|keyword|теги|тэги|ключевые слова|mots-clés|mots clés|schlagwörter|schlagworte|stichwörter"
    "|etiquetas|palabras clave|palavras-chave|parole chiave|etiketler|anahtar kelimeler|açar sözlər|teglar|тегтер"
    "|ключові слова|الكلمات المفتاحية|الوسوم|关键词",
    "language": "language|lang|язык|langue|sprache|idioma|lingua|língua|dil|dili|til|тіл|мова|اللغة|语言",
    "copyright": "copyright|rights|license|licence|авторские права|droits|urheberrecht|derechos|telif hakkı",
    "accession": "accession|accession number|accession no|document|document id|doc id|id|номер документа",
    "dateline": "dateline|place and date",
    "text": "text|body|content|article|full text|текст|содержание|texte|inhalt|texto|cuerpo|testo|metin|matn|мәтін"
    "|النص|正文",
    "from": "from|от|von wem|de|kimden|expéditeur|absender|remitente|da",
    "meta": "to|cc|bcc|reply-to|message-id|content-type|content-transfer-encoding|mime-version|return-path|received"
    "|x-mailer|importance|кому|копия|an|à|para|kime|section|category|rubric|rubrik|rubrique|раздел|рубрика|категория"
    "|sección|sezione|seção|kategori|bölüm|категорія|length|word count|words|pages?|edition|location|place|place"
    " of issue"
    "|место|ort|lieu|lugar|luogo|yer|country|region|страна|summary|description|abstract|layout"
    "|slug|type|status|priority|load-date|load date|publication-type|publication type|highlight|graphic"
    "|journal-code"
    "|photo|photos|photo credit|image|image credit|picture|foto|fotos|фото|illustration|bild"
    "|issn|subject terms|geographic|classification|industry|person|ticker|image|thumbnail|guid|version|desk",
}
KEYS: Mapping[str, str] = {key: role for role, keys in _ROLES.items() for key in keys.split("|")}
_FIELD = re.compile(
    r"\s*[*_]{0,2}(?P<key>[^\W\d_][^\W\d_]*(?:[ -][^\W\d_]+){0,3})\s?[*_]{0,2}\s?[:：]\s*[*_]{0,2}(?P<value>.*)$"
)
_LONGEST = max(map(len, KEYS))


def read_field(line: str) -> tuple[str, str, str] | None:
    """Read ``Key: value`` with a known key: (role, key as printed, value without quotes). None for any other line."""
    colon = line.find(":", 0, _LONGEST + 12)
    if colon < 0 and "：" not in line[: _LONGEST + 4]:
        return None
    match = _FIELD.match(line)
    role = KEYS.get(match["key"].casefold()) if match else None
    if match is None or role is None:
        return None
    value = match["value"].strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    return role, match["key"], value


def split_list(value: str) -> tuple[str, ...]:
    """Split a list in brackets, ``[Juan Muster, "Eva Paz"]``; a value without brackets is its only item."""
    value = value.strip()
    inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
    return tuple(item for part in inner if (item := part.strip().strip("\"'").strip()))


def read_url(value: str) -> str:
    """Return an address that a reader can open, ``https://`` added where only the host is printed; empty for others."""
    value = value.strip().strip("<>\"' ")
    if re.match(r"https?://[^\s<>\"]+$", value, re.IGNORECASE):
        return value
    host = re.match(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[:/?#][^\s<>\"]*)?$", value)
    return f"https://{value}" if host else ""


def split_tags(value: str) -> tuple[str, ...]:
    """Split a list of tags: commas, semicolons, bars, or a bracketed list; quotes and the sign of a #hashtag go."""
    value = value.strip().strip("[]")
    parts = (part.strip(" \t\"'•-") for part in re.split(r"\s*[,;|،、，]\s*", value))
    parts = (part.strip("# ") if part.startswith("#") else part for part in parts)
    return tuple(part for part in parts if part)
