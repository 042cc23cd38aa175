// The interpreter, and the machines that are generated of the same contracts.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "compiler/interpret/machine.h"
#include "compiler/sema/check.h"
#include "compiler/syntax/parse.h"
#include "counter.writ.h"
#include "order.writ.h"
#include "rounds.h"

namespace {

using bench::keep;
using bench::Way;
using writ::interpret::Machine;
using writ::interpret::Program;
using writ::interpret::Value;

constexpr writ::Instant now{0};

/// A contract and the module that it imports, if any.
struct Loaded {
  writ::source::Files files;
  std::vector<writ::syntax::Ast> trees;
  std::optional<writ::model::Contract> contract;

  explicit Loaded(const std::vector<std::string>& names) {
    writ::source::Sink sink;
    for (const std::string& name : names) {
      std::ifstream in(name, std::ios::binary);
      const std::string text(std::istreambuf_iterator<char>(in), {});
      trees.push_back(writ::syntax::parse(files, files.add(name, text), sink));
    }
    writ::sema::Input input{files, {}, {}};
    for (const writ::syntax::Ast& tree : trees) input.modules.push_back(&tree);
    input.imports.resize(trees.size());
    for (std::uint32_t i = 1; i < trees.size(); ++i) input.imports[0].push_back(i);
    contract = writ::sema::check(input, sink);
    if (!contract || sink.errors() > 0)
      std::exit((std::fprintf(stderr, "%s: is not right\n", names.front().c_str()), 65));
  }

  [[nodiscard]] writ::model::IntentId intent(const std::string& name) const {
    std::size_t i = 0;
    while (contract->intents.at(i).name != name) ++i;
    return static_cast<writ::model::IntentId>(i);
  }
};

void counters(const std::string& examples, int rounds) {
  const Loaded loaded({examples + "/counter/counter.writ"});
  const Program program(*loaded.contract);
  const auto up = loaded.intent("Increment");
  const auto down = loaded.intent("Decrement");
  const Value one = Value::of(Value::Items{Value::of(std::int64_t{1})});
  counter::Machine native(now);
  Machine machine(program, now);
  const auto generated = [&] {
    for (int i = 0; i < 1000; ++i) {
      keep(native.dispatch(counter::Increment{.amount = 1}, now));
      keep(native.dispatch(counter::Decrement{.amount = 1}, now));
    }
  };
  const auto interpreted = [&] {
    for (int i = 0; i < 1000; ++i) {
      keep(machine.dispatch(up, one, now));
      keep(machine.dispatch(down, one, now));
    }
  };
  bench::take_turns("counter: Increment, Decrement",
                    {{"generated", generated, 2000}, {"interpreted", interpreted, 2000}}, rounds);
  if (machine.version() != native.version()) std::exit(70);
}

/// An order of 50 lines, renamed after each.
void orders(const std::string& examples, int rounds) {
  constexpr std::size_t lines = 50;
  const Loaded loaded({examples + "/order/order.writ", examples + "/order/money.writ"});
  const Program program(*loaded.contract);
  const auto restock = loaded.intent("Restock");
  const auto add = loaded.intent("AddLine");
  const auto rename = loaded.intent("Rename");
  const auto number = [](std::int64_t n) { return Value::of(n); };
  const auto text = [](const char* t) { return Value::of(std::string(t)); };
  const Value money = Value::of(Value::Items{number(250), number(0)});
  const Value line = Value::of(Value::Items{text("ABC-0001"), number(1), money, Value()});
  const Value some = Value::of(Value::Items{text("ABC-0001"), number(1000)});
  const Value added = Value::of(Value::Items{line});
  const Value named = Value::of(Value::Items{text("somebody"), Value()});
  std::uint64_t native_version = 0;
  std::uint64_t version = 1;
  const auto generated = [&] {
    order::Machine machine(now);
    (void)machine.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 1000}, now);
    order::AddLine one;
    one.line.sku = "ABC-0001";
    one.line.quantity = 1;
    one.line.price.amount = writ::Decimal<2>{250};
    const order::Rename other{.name = "somebody", .email = {}};
    for (std::size_t i = 0; i < lines; ++i) {
      keep(machine.dispatch(one, now));
      keep(machine.dispatch(other, now));
    }
    native_version = machine.version();
  };
  const auto interpreted = [&] {
    Machine machine(program, now);
    keep(machine.dispatch(restock, some, now));
    for (std::size_t i = 0; i < lines; ++i) {
      keep(machine.dispatch(add, added, now));
      keep(machine.dispatch(rename, named, now));
    }
    version = machine.version();
  };
  bench::take_turns(
      "order: Restock, 50 times AddLine and Rename",
      {{"generated", generated, 2 * lines + 1}, {"interpreted", interpreted, 2 * lines + 1}},
      rounds);
  if (version != native_version) std::exit(70);
}

}  // namespace

/// bench_interpreter EXAMPLES [ROUNDS]
int main(int count, char** arguments) {
  const std::string examples = count > 1 ? arguments[1] : "examples";
  const int rounds = count > 2 ? std::max(1, std::atoi(arguments[2])) : 51;
  counters(examples, rounds);
  orders(examples, rounds);
}
