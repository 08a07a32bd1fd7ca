"""From the BCP-47 code of a request to a code that a model has."""

from __future__ import annotations

from collections.abc import Collection

# Codes that mean one language: the old ISO 639 code, or a code of Google's, beside today's.
_SAME = (("he", "iw"), ("id", "in"), ("yi", "ji"), ("jv", "jw"), ("fil", "tl"), ("nb", "no"))

# The script that a bare code stands for, where a language is written in several (CLDR, likely
# subtags).
_USUAL = {
    "az": "Latn",
    "bs": "Latn",
    "kk": "Cyrl",
    "ky": "Cyrl",
    "mn": "Cyrl",
    "ms": "Latn",
    "pa": "Guru",
    "ps": "Arab",
    "sd": "Arab",
    "sr": "Cyrl",
    "tg": "Cyrl",
    "ur": "Arab",
    "uz": "Latn",
    "zh": "Hans",
}
_HANT = ("TW", "HK", "MO")


def resolve(code: str, known: Collection[str]) -> str | None:
    """The most exact of `known` for `code`: as it is, with its script, with its region, the
    language alone.

    A language in another script than the one asked for is None: Simplified Chinese is no answer to
    `zh-Hant`.
    """
    spelled = {name.replace("_", "-").lower(): name for name in known}
    parts = code.replace("_", "-").split("-")
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    region = next((part.upper() for part in parts[1:] if len(part) in (2, 3)), None)
    for language in _names(parts[0].lower()):
        written = script or ("Hant" if language == "zh" and region in _HANT else None)
        wanted = ["-".join([language, *parts[1:]])]
        wanted += [f"{language}-{written}"] if written else []
        wanted += [f"{language}-{region}"] if region else []
        if written is None or written == _USUAL.get(language, "Latn"):
            wanted += [language, f"{language}-{_USUAL.get(language, 'Latn')}"]
        for name in wanted:
            if name.lower() in spelled:
                return spelled[name.lower()]
    return None


def _names(language: str) -> list[str]:
    return [
        language,
        *(other for pair in _SAME if language in pair for other in pair if other != language),
    ]
