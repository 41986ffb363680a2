"""How names are compared: folded to a key, split into name and qualifiers, stripped of titles."""

import re
import unicodedata

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
                          "ı": "i", "ъ": "", "ь": "", "ʹ": "", "’": "", "'": "", "ʼ": "", "`": ""})
_PUNCTUATION = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\b(saint|sankt|sint|sveti|svaty)\b")
_SAINTE = re.compile(r"\b(sainte|santa)\b")
_BRACKETS = re.compile(r"\(([^)]*)\)")

_BEFORE = re.compile(
    r"^(?:(?:г|гор|пос|дер|пгт|ст|с|д|п|м|v|b|o)\.\s*|"
    r"(?:город|город-герой|посёлок|поселок|село|деревня|станица|горад|місто|"
    r"gmina|powiat|obec|mesto|město|město|miasto|kommune|gemeinde|stadt|markt|"
    r"ville de|commune de|commune d'|city of|town of|municipality of|"
    r"comune di|ciudad de|municipio de|gemeente)\s+)", re.IGNORECASE)
_AFTER = re.compile(
    r"\s+(?:city|town|kommune|kommun|municipality|район|р-н|городской округ|district|gmina|"
    r"powiat|stadt)$", re.IGNORECASE)

ABBREVIATIONS = {
    "спб": "санкт петербург", "мск": "москва", "нн": "нижнии новгород",
    "nyc": "new york city", "la": "los angeles",
}
"""Keys that stand for other keys."""

_EXPANSIONS = (
    (re.compile(r"\ba\.?\s?d\.\s"), "an der "), (re.compile(r"\ba\.\s?M\."), "am Main"),
    (re.compile(r"\bO\.?\s?S\.?$"), "Opolskie"), (re.compile(r"-s/-|\bs/\s"), " sur "),
)


def key(name: str) -> str:
    """Return a name for comparison: no case, accents, punctuation; Saint as st, ё as е.

    >>> key("Saint-Malo"), key("Königsberg"), key("Орёл")
    ('st malo', 'konigsberg', 'орел')
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    words = _PUNCTUATION.sub(" ", bare).strip()
    return _SAINTE.sub("ste", _SAINT.sub("st", words))


def without_title(name: str) -> str:
    """Return a name without what says that it is a town: "г. Орёл" is "Орёл"."""
    shorter = _AFTER.sub("", _BEFORE.sub("", name.strip())).strip()
    return shorter or name


def spellings(name: str) -> list[str]:
    """Return the keys to try for a name, the plainest first."""
    variants = [name, without_title(name)]
    for pattern, expansion in _EXPANSIONS:
        variants.extend(pattern.sub(expansion, variant) for variant in variants[:2])
    keys = [key(variant) for variant in variants]
    keys += [ABBREVIATIONS[k] for k in keys if k in ABBREVIATIONS]
    keys += [k.replace("ae", "a").replace("oe", "o").replace("ue", "u") for k in keys[:2]]
    return list(dict.fromkeys(filter(None, keys)))


def split(text: str) -> tuple[str, list[str]]:
    """Return a name and its qualifiers: "Niles (Illinois)" is "Niles" and ["Illinois"]."""
    qualifiers = [part.strip() for part in _BRACKETS.findall(text)]
    first, *rest = [part.strip() for part in _BRACKETS.sub(" ", text).split(",")]
    return first, [part for part in (*qualifiers, *rest) if part]
