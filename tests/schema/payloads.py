"""Payloads made of a schema, most of them right, and the same with one thing changed.

Numbers are kept as texts (`Raw`), for `1`, `1.0` and `1e0` are not the same to everyone.
"""

import base64
import decimal
import json

import texts


class Raw(str):
    """A number as it is to be written."""


def written(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{written(member)}"
                              for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class Maker:
    """Makes values of the schemas of one document."""

    def __init__(self, random, document):
        self.random = random
        self.definitions = document.get("$defs", {})

    def value(self, schema):
        if schema is True:
            return None
        if "$ref" in schema:
            return self.value(self.definitions[schema["$ref"].removeprefix("#/$defs/")])
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return self.value(self.random.choice(schema[choice]))
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            member = self.random.choice(schema["enum"])
            return Raw(json.dumps(member)) if isinstance(member, (int, float)) else member
        return getattr(self, schema["type"])(schema)

    def null(self, _):
        return None

    def boolean(self, _):
        return self.random.random() < 0.5

    def integer(self, schema):
        least, most = schema["minimum"], schema["maximum"]
        near = max(least, min(most, self.random.randint(-3, 12)))
        return Raw(self.random.choice((least, most, near, near, self.random.randint(least, most))))

    def number(self, schema):
        if "multipleOf" not in schema:
            return Raw(self.random.choice(("0", "-0.0", "1.5", "1e10", "-2E-3", "1e308", "12345678",
                                           "0.1", "5e-324", "1E+2")))
        step = decimal.Decimal(str(schema["multipleOf"]))
        least, most = (int(decimal.Decimal(repr(schema[name])) / step)
                       for name in ("minimum", "maximum"))
        near = max(least, min(most, self.random.randint(-300, 1200)))
        units = self.random.choice((least, most, near, self.random.randint(least, most)))
        if abs(units) >= 2 ** 50:
            units = near
        number = format((step * units).normalize(), "f")
        return Raw(self.random.choice((number, number, self.longer(number))))

    def longer(self, number):
        return number + "0" if "." in number else number + self.random.choice((".0", "e0"))

    def string(self, schema):
        patterns = [schema[key] for key in ("pattern",) if key in schema]
        patterns += [one["pattern"] for one in schema.get("allOf", ()) if "pattern" in one]
        for _ in range(12):
            text = self.text(schema, patterns)
            length = schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 10 ** 6)
            if length and all(texts.found(pattern, text) for pattern in patterns):
                break
        return text

    def text(self, schema, patterns):
        known = texts.FORMATS.get(schema.get("format"), ())
        if "contentEncoding" in schema:
            most = schema.get("maxLength", 40) // 4 * 3
            size = self.random.randint(schema.get("minLength", 0) // 4 * 3, min(most, 200))
            return base64.b64encode(self.random.randbytes(max(0, size - size % 2))).decode()
        if any("[+-]?P" in pattern for pattern in patterns) and self.random.random() < 0.7:
            return self.random.choice(texts.DURATIONS)
        if known and self.random.random() < 0.6:
            return self.random.choice(known)
        text = texts.of_pattern(self.random, self.random.choice(patterns)) if patterns else ""
        least, most = schema.get("minLength", 0), schema.get("maxLength", 60)
        if patterns and self.random.random() < 0.8:
            return text
        length = self.random.choice((least, most, self.random.randint(least, most)))
        return texts.of_length(self.random, text, min(length, 300))

    def count(self, schema, what):
        least = schema.get("min" + what, 0)
        most = min(schema.get("max" + what, least + 4), least + 12)
        return self.random.choice((least, most, self.random.randint(least, most)))

    def array(self, schema):
        if "prefixItems" in schema:
            return [self.value(one) for one in schema["prefixItems"]]
        elements = [self.value(schema["items"]) for _ in range(self.count(schema, "Items"))]
        return self.different(elements) if schema.get("uniqueItems") else elements

    def different(self, elements):
        return list({written(one): one for one in elements}.values())

    def object(self, schema):
        if "propertyNames" in schema:
            keys = {str(self.value(schema["propertyNames"]))
                    for _ in range(self.count(schema, "Properties"))}
            return {key: self.value(schema["additionalProperties"]) for key in sorted(keys)}
        needed = schema.get("required", ())
        members = [name for name in schema["properties"]
                   if name in needed or self.random.random() < 0.5]
        if self.random.random() < 0.3:
            self.random.shuffle(members)
        return {name: self.value(schema["properties"][name]) for name in members}


ODD = (None, True, "", "x", "0", "1.50", "-1e2", {}, [], Raw("0"), Raw("1"), Raw("-1"), Raw("1.0"),
       Raw("1e2"), Raw("0.5"), Raw("1e400"), Raw("-1e-400"), Raw("9007199254740993"),
       Raw("9223372036854775808"), Raw("-9223372036854775809"), Raw("1" + "0" * 30), Raw("0.001"))


def places(value, path=()):
    """Where all values in it stand, itself first."""
    yield path
    parts = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def changed(random, value):
    """The value with one thing changed; lists and objects in it are changed in place."""
    path = random.choice(list(places(value)))
    if not path and random.random() < 0.9:
        path = random.choice(list(places(value)))
    new = _changed(random, at(value, path))
    if not path:
        return new
    holder = at(value, path[:-1])
    if isinstance(holder, dict) and random.random() < 0.1:
        del holder[path[-1]]
    elif isinstance(holder, dict) and random.random() < 0.05:
        holder[texts.near(random, path[-1])] = holder.pop(path[-1])
    else:
        holder[path[-1]] = new
    return value


def _changed(random, value):
    if random.random() < 0.2:
        return random.choice(ODD)
    if isinstance(value, Raw):
        return _other_number(random, value)
    if isinstance(value, str):
        longer = texts.of_length(random, value, len(value) + random.choice((1, 1, 2, 40)))
        return random.choice((texts.near(random, value), texts.near(random, value), longer))
    if isinstance(value, list):
        return random.choice((value[:-1], value + value[:1], value + [random.choice(ODD)],
                              value[::-1], value + value))
    if isinstance(value, dict):
        return {**value, random.choice(("extra", "", "kind", "é", *value)): random.choice(ODD)}
    return random.choice(ODD)


def _other_number(random, value):
    number = decimal.Decimal(value)
    if abs(number.adjusted()) > 30:
        return Raw(random.choice((value.upper(), "-" + value.removeprefix("-"))))
    step = decimal.Decimal(random.choice(("1", "-1", "0.01", "-0.01", "0.001", "1000")))
    other = format(number + step, "f")
    point = value if "." in value or "e" in value.lower() else value + ".0"
    return random.choice((Raw(other), Raw(other), Raw(point), Raw(value + "e0")
                          if "e" not in value.lower() else Raw(other), str(value), Raw("-" + other)
                          if not other.startswith("-") else Raw(other[1:])))


BROKEN = ("", "{", "{}}", "{\"a\":1,}", "nul", "[1 2]", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}",
          "{\"a\":1.}", "\ufeff{}", "{'a':1}", "{\"a\":\"\\x\"}", "{} x")


def payloads(random, document, intent, count):
    """`count` texts, the first of them right if the schema can be kept at all."""
    maker = Maker(random, document)
    for _ in range(count):
        kind = random.random()
        if kind < 0.01:
            yield random.choice(BROKEN)
            continue
        value = maker.value(document["$defs"][intent])
        for _ in range(0 if kind < 0.4 else 1 if kind < 0.9 else 3):
            value = changed(random, value)
        text = written(value)
        yield text.replace("\n", "\\n").replace("\t", "\\t")
