"""Texts that a pattern of ECMA-262 finds itself in, and others that it nearly does."""

import functools
import re
import sre_constants as sre
import sre_parse

WILD = ("a", "Z", "0", "-", ".", "@", "é", "ſ", "K", "日", "\U0001F600", "\u200e", " ",
        "\n", "\t", "\x00", "\"", "\\", "/", "\u2028", "\uffff")


@functools.lru_cache(maxsize=None)
def compiled(pattern):
    """The pattern as Python has it: `\\u{…}` is a character, and `$` the very end."""
    python = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: f"\\U{int(match[1], 16):08x}", pattern)
    python = re.sub(r"(\\.)|(\[(?:\\.|[^\]])*\])|\$", lambda match: match[0] if match[0] != "$"
                    else r"\Z", python, flags=re.S)
    return re.compile(python, re.ASCII), sre_parse.parse(python, re.ASCII)


def found(pattern, text):
    return compiled(pattern)[0].search(text) is not None


def of_pattern(random, pattern):
    """A text in which it is found, most times: what looks around is not looked at."""
    text = _sequence(random, compiled(pattern)[1])
    if random.random() < 0.1:
        text = random.choice(WILD) + text
    if random.random() < 0.1:
        text += random.choice(WILD)
    return text


def _sequence(random, parts):
    return "".join(_part(random, kind, value) for kind, value in parts)


def _part(random, kind, value):
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.NOT_LITERAL:
        return random.choice([c for c in WILD if ord(c) != value])
    if kind is sre.ANY:
        return random.choice("ab0 é")
    if kind is sre.IN:
        return _one_of(random, value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, part = value
        most = min(most, least + random.choice((0, 1, 1, 2, 5, 70)))
        return "".join(_sequence(random, part) for _ in range(random.randint(least, most)))
    if kind is sre.SUBPATTERN:
        return _sequence(random, value[-1])
    if kind is sre.BRANCH:
        return _sequence(random, random.choice(value[1]))
    return ""


def _one_of(random, parts):
    if parts[0][0] is sre.NEGATE:
        taken = [(v, v) if k is sre.LITERAL else v for k, v in parts[1:]]
        free = [c for c in WILD if not any(a <= ord(c) <= b for a, b in taken)]
        return random.choice(free or ["x"])
    kind, value = random.choice(parts)
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(random.choice((value[0], value[1], random.randint(*value))))
    return random.choice("aé0 ")  # \s or \S of `[\s\S]`


FORMATS = {
    "email": ("a@b.c", "first.last+tag@example.org", "a" * 64 + "@x.y", "a" * 65 + "@x.y", "a@b",
              "a@b.1", "a..b@c.d", ".a@b.c", "a@-b.c", "a@b.c-", "é@b.c", "a@b.c\n", "A@B.COM",
              "a@" + "b" * 63 + ".c", "a@" + "b" * 64 + ".c", "a@b@c.d", "\"a b\"@c.d", "a@b.c1"),
    "hostname": ("a", "a.b", "a-b.c", "-a", "a-", "1", "a.1", "1.a", "a..b", "a.", "b" * 63,
                 "b" * 64, ".".join(["a" * 60] * 4), ".".join(["a" * 63] * 4), "a_b", "é", "A.B"),
    "ipv4": ("0.0.0.0", "255.255.255.255", "256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.",
             "1.2.3.4 "),
    "ipv6": ("::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::8", "::ffff:1.2.3.4",
             "1:2:3:4:5:6:1.2.3.4", "1.2.3.4", "1::2::3", "12345::", "g::", "::1%eth0", "FE80::A",
             "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "::1.2.3.4:5"),
    "uri": ("http://a.b/c?d#e", "urn:x:y", "mailto:a@b.c", "a:", "http://[::1]:80/", "//a.b",
            "a b:c", "http://a/%zz", "1a:b"),
    "uuid": ("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
             "f81d4fae7dec11d0a76500a0c91e6bf6", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    "date": ("2026-01-31", "2024-02-29", "2026-02-29", "2026-04-31", "2026-00-10", "2026-13-01",
             "0000-01-01", "9999-12-31", "2000-01-01", "2099-12-31", "2100-01-01", "1999-12-31",
             "+010000-01-01", "-000001-01-01", "2026-1-01", "2026-01-31T00:00:00Z"),
    "date-time": ("2026-01-31T09:00:00Z", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59.999999Z",
                  "2026-01-31t09:00:00z", "2026-01-31T10:00:00+01:00", "2026-02-30T00:00:00Z",
                  "2026-01-31T24:00:00Z", "2026-01-31T23:59:60Z", "2026-06-30T23:59:60Z",
                  "2026-01-31 09:00:00Z", "2026-01-31T09:00:00", "2026-01-31T09:00Z",
                  "2026-01-31T09:00:00.Z", "2026-01-31T09:00:00.1234567890Z",
                  "2026-01-31T09:00:00+24:00", "2026-01-31T09:00:00-00:00",
                  "2026-01-31T09:00:00+0100", "2026-01-31T09:00:00+01",
                  "+010000-01-01T00:00:00Z"),
}
DURATIONS = ("PT0S", "PT1M", "PT59S", "P7D", "P7DT1S", "P1W", "PT168H", "PT1H30M", "-PT1S", "+PT1H",
             "P1Y", "P1M", "PT", "P", "PT1.5S", "PT1.5H", "PT1S1M", "P1W1D", "P1D1W", "pt1h",
             "PT90M", "PT99999999999999999999S", "PT0.0000001S", "P1DT", "")


def near(random, text):
    """The text with one slip."""
    at = random.randint(0, len(text))
    slip = random.randrange(6)
    if slip == 0:
        return text + random.choice(WILD)
    if slip == 1:
        return text[:at] + random.choice(WILD) + text[at:]
    if slip == 2:
        return text[:at] + text[at + 1:]
    if slip == 3:
        return text[:at] + random.choice(WILD) + text[at + 1:]
    if slip == 4:
        return text.swapcase()
    return text[1:] + text[:1]


def of_length(random, text, length):
    """As many code points of it as asked for, or wild ones behind it."""
    return text[:length] + "".join(random.choice(WILD) for _ in range(length - len(text)))
