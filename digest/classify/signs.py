"""Words that tell the names of persons and of organisations, found in one pass for the finders of both."""

from __future__ import annotations

from functools import cache

from digest.classify.matching import Match, Matcher, Page, compile_words, matches
from digest.classify.names import GIVEN, ORGANISATION, ROLES, SAID, SAID_AROUND

FORENAME, ROLE, WEAK, NOUN = 3, 2, 1, 0
"""Numbers of the words: a given name; a role; a verb of speech; the noun of an organisation."""
PRESS = tuple(
    "Reuters AFP TASS Interfax Bloomberg Xinhua Anadolu DPA EFE ANSA Kyodo Yonhap IRNA BelTA Ukrinform UNICEF UNHCR WHO"
    " OSCE IMF UNESCO UNDP NASA FBI CIA BBC CNN AP".split()
)
"""The few agencies and offices that everyone knows by one word; the first has number -1, the second -2, and so on."""


def signs(where: Page) -> list[Match]:
    """Give the words of a text that tell names, with their numbers as above."""
    return matches(where, matcher())


@cache
def matcher() -> Matcher:
    """Compile the words that tell names."""
    verbs = sorted(verb for several in (SAID, *SAID_AROUND.values()) for verb in several)
    return compile_words(
        (
            *((name, FORENAME) for name in sorted(GIVEN)),
            *((word, ROLE) for word in sorted(ROLES)),
            *((verb, WEAK) for verb in verbs),
            *((noun, NOUN) for noun in sorted(ORGANISATION)),
            *((name, -number) for number, name in enumerate(PRESS, 1)),
        )
    )
