"""A machine of so many states, three guarded transitions each, of twenty kinds of events: by hand
as a switch, as a table of functions, as variants; as a contract, and its adapter.

    large.py STATES FOLDER      writes large_switch.cpp, large_table.cpp, large_variant.cpp,
                                large.writ and large_writ.cc
"""

import pathlib
import random
import sys

EVENTS = 20

HEAD = '#include "large.hpp"\nusing namespace L;\n'


def transitions(states):
    """State, event, next state, the least argument, and the number that it is added to."""
    draw = random.Random(7)
    return [(state, event, draw.randrange(states), draw.randrange(500), draw.randrange(8))
            for state in range(states) for event in draw.sample(range(EVENTS), 3)]


def runner(name, body):
    return (f"static Out run(const Raw* ev, std::size_t n) {{\n{body}\n}}\n"
            f'static Reg reg("{name}", run);\n')


def effect(number):
    return f"c.v[{number}] += r.arg; c.fired++;"


def switch(all_, states):
    text = HEAD + "static inline void step(Ctx& c, int& s, const Raw& r) {\n  switch (s) {\n"
    for state in range(states):
        text += f"    case {state}: switch (r.kind) {{\n"
        for at, event, to, least, number in all_:
            if at == state:
                text += (f"      case {event}: if (r.arg > {least}) "
                         f"{{ {effect(number)} s = {to}; }} break;\n")
        text += "    } break;\n"
    return text + "  }\n}\n" + runner(
        "switch", "  Ctx c; int s = 0; each(ev, n, [&](const Raw& r) { step(c, s, r); });"
        " return {c, s};")


def table(all_, states):
    text = HEAD
    for at, event, to, least, number in all_:
        text += (f"static int f{at}_{event}(Ctx& c, const Raw& r) {{ if (r.arg > {least}) "
                 f"{{ {effect(number)} return {to}; }} return {at}; }}\n")
    known = {(at, event) for at, event, *_ in all_}
    rows = ",\n".join("  {" + ",".join(
        f"f{state}_{event}" if (state, event) in known else "nullptr"
        for event in range(EVENTS)) + "}" for state in range(states))
    return (text + "using Fn = int (*)(Ctx&, const Raw&);\n"
            f"static const Fn tab[{states}][{EVENTS}] = {{\n{rows}}};\n" + runner(
                "fnptr_table", "  Ctx c; int s = 0; each(ev, n, [&](const Raw& r) "
                "{ if (auto f = tab[s][r.kind]) s = f(c, r); }); return {c, s};"))


def variant(all_, states):
    text = HEAD + "#include <variant>\ntemplate <int I> struct St {};\nusing State = std::variant<"
    text += ",".join(f"St<{i}>" for i in range(states)) + ">;\nusing Event = std::variant<"
    text += ",".join(f"E<{i}>" for i in range(EVENTS)) + ">;\nnamespace {\nstruct M {\n"
    text += "  State s; Ctx c;\n  template <class S, class T> void on(S&, const T&) {}\n"
    for at, event, to, least, number in all_:
        text += (f"  void on(St<{at}>&, const E<{event}>& r) {{ if (r.arg > {least}) "
                 f"{{ {effect(number)} s = St<{to}>{{}}; }} }}\n")
    return text + "};\n}\n" + runner(
        "variant", "  M m; each(ev, n, [&](const Raw& r) { Event e; "
        "deliver(r, [&](auto&& t) { e = t; }); "
        "std::visit([&](auto& s, const auto& t) { m.on(s, t); }, m.s, e); });\n"
        "  return {m.c, int(m.s.index())};")


def contract(all_, states):
    numbers = ", ".join(f"v{i}: int" for i in range(8))
    text = f"/// {states} phases.\ncontract Large version 1\n\n"
    text += f"state {{ {numbers}, fired: int }}\n\n"
    text += "phases { " + ", ".join(f"S{i}" for i in range(states)) + " }\n\n"
    text += "".join(f"intent E{i} {{ arg: int }}\n" for i in range(EVENTS)) + "\n"
    for at, event, to, least, number in all_:
        text += (f"on E{event} in S{at} when intent.arg > {least} -> S{to} "
                 f"{{ v{number} += intent.arg  fired += 1 }}\n")
    return text


def adapter():
    cases = "\n".join(f"    case {i}: return large::E{i}{{raw.arg}};" for i in range(EVENTS - 1))
    numbers = ", ".join(f"int(at.v{i})" for i in range(8))
    return f"""#include "large.hpp"
#include "intents.h"
#include "large.writ.h"

namespace {{

large::Intent intent(const L::Raw& raw) {{
  switch (raw.kind) {{
{cases}
    default: return large::E{EVENTS - 1}{{raw.arg}};
  }}
}}

L::Out run(const L::Raw* events, std::size_t n) {{
  const std::vector<large::Intent>& all = bench::intents(events, n, intent);
  const writ::Context context(writ::Instant{{0}});
  large::Machine machine(context.now);
  each(all.data(), n, [&](const large::Intent& one) {{ (void)machine.dispatch(one, context); }});
  const large::State& at = machine.state();
  return {{{{{{{numbers}}}, int(at.fired)}}, int(machine.phase())}};
}}
const L::Reg peer("writ", run);

}}  // namespace
"""


def main():
    states, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    all_ = transitions(states)
    files = {"large_switch.cpp": switch(all_, states), "large_table.cpp": table(all_, states),
             "large_variant.cpp": variant(all_, states), "large.writ": contract(all_, states),
             "large_writ.cc": adapter()}
    for name, text in files.items():
        (folder / name).write_text(text)


if __name__ == "__main__":
    main()
