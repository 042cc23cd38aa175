"""A contract of so many lines, with names of its own in each part, for measurements.

    contracts.py LINES [--checks] > contract.writ

With --checks it is right: intents, guards and fields of the state are in the first parts only, for
there may be 64 guards in a contract; the other parts are types, constants and functions.
"""

import sys

TYPES = """
/// An order line, number {i}.
record Line{i} {{
  sku:      string(1..40)
  quantity: int in 1..1_000
  price:    decimal(2) >= 0.00  /// in euros
}}
type Lines{i} = list<Line{i}>(..100)
enum Colour{i} {{ Red{i}, Green{i}, Blue{i} }}
const most_{i} = 10 + {i}
fn cost_{i}(l: Line{i}): decimal(2) = l.price * l.quantity
"""
BEHAVIOUR = """
intent Add{i} {{ line: Line{i}, note: string(..20) = "none \\"yet\\"" }}
guard Room{i} on Add{i} {{
  require lines_{i}.size + 1 <= most_{i}
  else    "only {{most_{i} - lines_{i}.size}} left of {{most_{i}}}"
  require intent.line.quantity in {{1, 2, 3}} or stock_{i} >= 2 * intent.line.quantity
  else    "the shelf is empty"
  suggest {{ line.quantity: stock_{i} }}
}}
on Add{i} in Draft, Open -> Paid {{
  // first what is counted, then what is sold
  lines_{i}.push(intent.line)
  total_{i} += cost_{i}(intent.line)
  stock_{i} -= intent.line.quantity
}}
invariant sum_{i}: phase in Open implies
  total_{i} == sum(cost_{i}(l) for l in lines_{i} where l.quantity > 0)
invariant low_{i}: not (total_{i} < 0.00)
  and stock_{i} + count(l for l in lines_{i}) * 2 - 1 < most_{i}
"""
PART = TYPES + BEHAVIOUR
HEAD = """/// Made for a measurement.
contract Large version 1
phases { Draft, Open { Paid, Sent }, Done final }
"""
FIELDS = """\
  lines_{i}: Lines{i}
  stock_{i}: int in 0..100_000
  total_{i}: decimal(2) >= 0.00
"""




def whole(lines):
    """Every part has everything: as much of the grammar as possible."""
    parts = max(1, (lines - 6) // (PART.count("\n") + FIELDS.count("\n")))
    return (f"{HEAD}state {{\n" + "".join(FIELDS.format(i=i) for i in range(parts)) + "}\n"
            + "".join(PART.format(i=i) for i in range(parts)))


def right(lines):
    """What `writ check` has nothing to say to."""
    most = 20
    text = (f"{HEAD}state {{\n" + "".join(FIELDS.format(i=i) for i in range(most)) + "}\n"
            + "".join(PART.format(i=i) for i in range(most)))
    rest = max(0, lines - text.count("\n")) // TYPES.count("\n")
    return text + "".join(TYPES.format(i=i) for i in range(most, most + rest))


def main():
    lines = int(sys.argv[1])
    sys.stdout.write((right if "--checks" in sys.argv else whole)(lines))


if __name__ == "__main__":
    main()
