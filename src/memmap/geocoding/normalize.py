"""How names are compared: folded to a key, stripped of titles, split into name and qualifiers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator


class _Letters(dict[int, str | int | None]):
    """What ``str.translate`` makes of a letter: itself, unless said otherwise; accents vanish."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return None if unicodedata.combining(chr(letter)) else letter


_LETTERS = _Letters(
    {
        ord("ł"): "l",
        ord("ø"): "o",
        ord("đ"): "d",
        ord("æ"): "ae",
        ord("œ"): "oe",
        ord("ð"): "d",
        ord("þ"): "th",
        ord("ı"): "i",
        ord("ъ"): "",
        ord("ь"): "",
        ord("ʹ"): "",
        ord("’"): "",
        ord("'"): "",
        ord("ʼ"): "",
        ord("`"): "",
        ord("‘"): "",
        ord("´"): "",
        ord("״"): "",
        ord("ة"): "ه",
        ord("ى"): "ي",
        ord("ی"): "ي",
        ord("ک"): "ك",
        ord("ـ"): "",
    }
)
_PUNCTUATION = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\b(?:saint|sankt|sint|sveti|svaty|санкт|sainte|santa|ste)\b")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_SEPARATORS = re.compile(r"\s*[,;،、]\s*|\s+[/|–—]\s+|\s+-\s+")
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+or\s+|\s+или\s+")

_BEFORE = re.compile(
    r"^(?:(?:г|гор|пос|п|дер|пгт|ст|ст-ца|с|д|х|аг|м|рп)\.\s*|"
    r"(?:г|пгт|рп|аг|город|город-герой|город-курорт|посёлок|поселок|рабочий посёлок|"
    r"рабочий поселок|посёлок городского типа|поселок городского типа|"
    r"село|деревня|станица|хутор|аул|агрогородок|горад|вёска|місто|селище|"
    r"gmina(?: miejska| wiejska)?|powiat|obec|mesto|město|město|miasto|wieś|"
    r"kommune|gemeinde|samtgemeinde|stadt|markt|landeshauptstadt|hansestadt|große kreisstadt|"
    r"ville de|village de|commune de|communauté de|mairie de|"
    r"city of|town of|village of|municipality of|borough of|metropolitan borough of|"
    r"comune di|città di|ciudad de|municipio de|ayuntamiento de|"
    r"cidade de|município de|gemeente|stad|villa de|orașul|municipiul|comuna|grad|općina|"
    r"opština|општина|град|община|עיר)\s+|"
    r"(?:commune d|ville d|comune d)['’]\s*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:city|town|township|village|borough|kommune|kommun|municipality|gmina|powiat|stadt|"
    r"район|р-н|муниципальный район|городской округ|муниципальный округ|"
    r"rajon|raion|rayon|district|city council|metropolitan area|местность)"
    r"|\s*[市县縣町村区區府]|시)$",
    re.IGNORECASE,
)

ABBREVIATIONS = {
    "спб": "st петербург",
    "с петербург": "st петербург",
    "мск": "москва",
    "ннов": "нижнии новгород",
    "н новгород": "нижнии новгород",
    "в новгород": "великии новгород",
    "ростов н д": "ростов на дону",
    "екб": "екатеринбург",
    "спб г": "st петербург",
    "комсомольск н а": "комсомольск на амуре",
    "петропавловск камч": "петропавловск камчатскии",
    "nyc": "new york city",
    "la": "los angeles",
    "sf": "san francisco",
    "philly": "philadelphia",
    "washington d c": "washington dc",
    "kbh": "kobenhavn",
    "cdmx": "ciudad de mexico",
    "ffm": "frankfurt am main",
    "fra": "frankfurt am main",
    "hh": "hamburg",
    "bxl": "bruxelles",
}
"""Keys of abbreviations that no rule can expand, and the names that they stand for."""

_EXPANSIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), expansion)
    for pattern, expansion in (
        (r"\ba\.?\s?d\.?\s+", "an der "),
        (r"\bi\.?\s?d\.?\s+", "in der "),
        (r"\bo\.?\s?d\.?\s?(?=\w+$)", "ob der "),
        (r"\ba\.?\s?M\.?$", "am Main"),
        (r"\ba\.?\s?R[h]?\.?$", "am Rhein"),
        (r"\bO\.?\s?S\.?$", "Oberschlesien"),
        (r"\bO\.?\s?L\.?$", "Oberlausitz"),
        (r"\bi\.?\s?(?:Pr|Ostpr)\.?$", "in Ostpreussen"),
        (r"\bi\.?\s?Br\.?$", "im Breisgau"),
        (r"\bb\.\s?", "bei "),
        (r"[-\s]s(?:/|\.|\.\s)\s?", " sur "),
        (r"\bn/?\s?D\.?$", "na Donu"),
        (r"\bн\.?[/\s-]?\s?Д\.?$", "на Дону"),
        (r"\bМал\.\s*", "Малая "),
        (r"\bБ\.\s*", "Большая "),
        (r"\bВел\.\s*", "Великий "),
        (r"\bНов\.\s*", "Новый "),
        (r"\bСт\.\s*", "Старый "),
        (r"\bFt\.?\s+", "Fort "),
        (r"\bMt\.?\s+", "Mount "),
        (r"\bB\.\s*", "Bad "),
        (r"\bNeust\.\s*", "Neustadt "),
        (r"\bWlkp\.?$", "Wielkopolski"),
        (r"\bMaz\.?$", "Mazowiecki"),
        (r"\bŚl\.?$", "Śląski"),
        (r"\bDln\.?$", "Dolna"),
    )
)

_SKELETON: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|chtch|szcz|stsch", "sC"),
        (r"dzh|dsch|dj", "dz"),
        (r"tsch|tch|cz|tsh", "C"),
        (r"sch|sh|sz", "s"),
        (r"ch|C", "c"),
        (r"zh|rz", "z"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ck|qu?", "k"),
        (r"x", "ks"),
        (r"ts|tz", "c"),
        (r"th", "t"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"off\b", "ov"),
        (r"eff\b", "ev"),
        (r"gh", "g"),
        (r"gu(?=[ei])", "g"),
        (r"[jy]", "i"),
        (r"i+(?=\b)", "i"),
        (r"(?<=[^aeiou\s])i(?=[aeou])", ""),
        (r"\bi(?=[eo])", ""),
        (r"(?<=[aeou])i(?=[eo])", ""),
        (r"(.)\1+", r"\1"),
        (r"\W+", ""),
    )
)


_VOWELS = re.compile(r"(?<=.)[ah]+")
_VOICES = str.maketrans(
    {
        "b": "p",
        "v": "f",
        "d": "t",
        "g": "k",
        "z": "s",
        "c": "s",
        "e": "a",
        "i": "a",
        "o": "a",
        "u": "a",
    }
)


def key(name: str) -> str:
    """Return a name for comparison: no case, accents, punctuation; Saint as st, ё as е.

    >>> key("Saint-Malo"), key("Königsberg"), key("Орёл")
    ('st malo', 'konigsberg', 'орел')
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS)
    words = _PUNCTUATION.sub(" ", folded.replace("'", "").replace("`", "")).strip()
    return _SAINT.sub("st", words)


def skeleton(latin: str) -> str:
    """Return how a Latin name sounds, whoever transliterated it.

    >>> skeleton("tchaikovsky") == skeleton("chaykovskiy") == skeleton("tschaikowskij")
    True
    """
    sound = latin
    for pattern, replacement in _SKELETON:
        sound = pattern.sub(replacement, sound)
    return sound


def consonants(sound: str) -> str:
    """Return the consonants of a skeleton, voiced and voiceless as one: scripts differ in both.

    >>> consonants(skeleton("lyublyana")) == consonants(skeleton("ljubljana"))
    True
    """
    return _VOWELS.sub("", sound.translate(_VOICES))


def without_title(name: str) -> str:
    """Return a name without what says that it is a town: "г. Орёл" is "Орёл"."""
    shorter = name.strip()
    for pattern in (_BEFORE, _BEFORE, _AFTER):
        shorter = pattern.sub("", shorter).strip() or shorter
    return shorter


def spellings(name: str) -> Iterator[str]:
    """Return the keys to try for a name, the plainest first."""
    plain = key(name)
    if expanded := ABBREVIATIONS.get(plain):
        yield expanded
    yield plain
    bare = without_title(name)
    if bare != name:
        yield key(bare)
    yield from (
        key(pattern.sub(expansion, bare))
        for pattern, expansion in _EXPANSIONS
        if pattern.search(bare)
    )
    umlauts = key(bare).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if umlauts != plain:
        yield umlauts


def split(text: str) -> tuple[str, list[str]]:
    """Return a name and its qualifiers: "Niles (Illinois)" is "Niles" and ["Illinois"]."""
    bracketed = [part for inside in _BRACKETS.findall(text) for part in _SEPARATORS.split(inside)]
    first, *rest = _SEPARATORS.split(_BRACKETS.sub(" ", text).strip())
    return first.strip(), _stripped([*bracketed, *rest])


def alternatives(text: str) -> list[str]:
    """Return the names of "Bozen/Bolzano"; none where there is but one."""
    parts = _stripped(_ALTERNATIVES.split(text))
    return parts if len(parts) > 1 else []


def _stripped(parts: Iterable[str]) -> list[str]:
    return [stripped for part in parts if (stripped := part.strip())]
