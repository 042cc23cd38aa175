// Random contracts, as C++ and as they are interpreted. tests/agreement/run calls this.
//
//     agreement make SEED COUNT DIR         contracts DIR/a0.writ …, and what is generated of them
//     agreement gen DIR NAME…               what is generated of DIR/NAME.writ …; prints the names
//                                           of those that are right
//     agreement mend DIR NAME…              the same; what is wrong is taken out of them
//     agreement play PROGRAM SEED STEPS DIR NAME…
//                                           random traces; DIR/NAME.trace where they disagree
//     agreement replay PROGRAM DIR NAME…    the traces DIR/NAME.trace
//     agreement parts DIR NAME              the lines of DIR/NAME.writ that can be left out, each
//                                           with the end of what goes with it
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "checked.h"
#include "compiler/emit/emit.h"
#include "compiler/source/printable.h"
#include "lines.h"
#include "maker.h"
#include "play.h"
#include "steps.h"

namespace {

using namespace agreement;

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// False, and a word about it, where the emitter has a mistake.
bool generate(const std::string& dir, const Checked& checked) {
  const auto emitted = writ::emit::emit(*checked.contract, *checked.files, "0", {});
  if (!emitted.problem.empty()) {
    std::cout << "a mistake of the emitter: " << emitted.problem << "\n";
    return false;
  }
  for (const auto& file : emitted.files) write(dir + "/" + file.name, file.text);
  return true;
}

/// Does all hold in the first state? The compiler cannot always work that out, and a machine that
/// begins with what must not be does not go on from its own snapshot.
bool begins_well(const writ::model::Contract& contract) {
  if (contract.created) return true;
  const writ::interpret::Program program(contract);
  writ::interpret::Machine machine(program, beginning);
  return !machine.set({}, beginning, {});
}

/// A contract that is right, made of one that nearly is. Nothing where fewer than `least`
/// lines would be left.
std::string mended(const std::string& name, std::string text, const std::string& shared,
                   std::size_t least, std::size_t& taken, Checked& checked) {
  for (int rounds = 0; rounds < 40; ++rounds) {
    checked = check(name + ".writ", text, shared);
    if (checked.contract) return begins_well(*checked.contract) ? text : std::string();
    taken += checked.wrong.size();
    if (std::getenv("WRIT_WRONG"))
      std::cerr << checked.first << " | " << split(text)[*checked.wrong.begin()] << "\n";
    text = join(without(split(text), checked.wrong));
    if (split(text).size() < least || text.find("state {") == std::string::npos) return {};
  }
  return {};
}

/// What `make` has done so far.
struct Made {
  std::size_t contracts = 0;
  std::size_t lines = 0;
  std::size_t right = 0;   ///< at once
  std::size_t thrown = 0;  ///< contracts
  std::size_t taken = 0;   ///< lines
};

/// One contract more, or one thrown away. False where the emitter has a mistake.
bool make_one(Maker maker, const std::string& shared, const std::string& dir, Made& made) {
  const std::string name = "a" + std::to_string(made.contracts);
  const std::string written = maker.contract("A" + std::to_string(made.contracts));
  const std::size_t before = made.taken;
  Checked checked;
  const std::string text =
      mended(name, written, shared, split(written).size() / 2, made.taken, checked);
  if (text.empty()) {
    ++made.thrown;
    return true;
  }
  made.right += made.taken == before ? 1 : 0;
  made.lines += split(text).size();
  ++made.contracts;
  write(dir + "/" + name + ".writ", text);
  return generate(dir, checked);
}

/// Three quarters of the contracts import what they share: much of what is generated for it is
/// then compiled once for all.
int make(std::uint64_t seed, std::size_t count, const std::string& dir) {
  std::uint64_t module_seed = seed;
  Maker shared(module_seed);
  std::string text = shared.module();
  for (; !is_module(text); text = shared.module()) shared = Maker(module_seed += 1'000'003);
  write(dir + "/" + shared_name, text);
  Made made;
  while (made.contracts < count) {
    ++seed;
    const bool imports = Chance(seed).percent(75);
    if (!make_one(imports ? Maker(shared, shared_name, seed) : Maker(seed), text, dir, made))
      return 1;
    if (made.thrown > 20 * count + 100) return 1;
  }
  std::cout << "made " << made.contracts << " of " << made.lines << " lines, " << made.right
            << " right at once; thrown away " << made.thrown << ", and " << made.taken
            << " lines\n";
  return 0;
}

Checked check_file(const std::string& dir, const std::string& name) {
  return check(name + ".writ", read(dir + "/" + name + ".writ"), read(dir + "/" + shared_name));
}

int gen(const std::string& dir, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const Checked checked = check_file(dir, name);
    if (checked.contract && generate(dir, checked)) std::cout << name << "\n";
    if (!checked.contract) std::cerr << name << ":" << checked.first << "\n";
  }
  return 0;
}

int mend(const std::string& dir, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    Checked checked;
    std::size_t taken = 0;
    const std::string text = mended(name, read(dir + "/" + name + ".writ"),
                                    read(dir + "/" + shared_name), 3, taken, checked);
    if (text.empty() || !generate(dir, checked)) continue;
    write(dir + "/" + name + ".writ", text);
    std::cout << name << "\n";
  }
  return 0;
}

/// One line a contract, and in the end how much was done.
int play_all(const std::string& program, const std::string& dir,
             const std::vector<std::string>& names, std::uint64_t seed, std::size_t steps) {
  writ::native::Process process(program);
  std::size_t accepted = 0;
  std::size_t repeated = 0;
  std::size_t refused = 0;
  std::map<std::string, std::size_t> kinds;
  int apart = 0;
  for (const std::string& name : names) {
    const Checked checked = check_file(dir, name);
    if (!checked.contract) {
      std::cout << name << ": is not right: " << checked.first << "\n";
      ++apart;
      continue;
    }
    const std::string trace = dir + "/" + name + ".trace";
    const Run run = steps > 0 ? play(*checked.contract, process, seed++, steps)
                              : play(*checked.contract, process, split(read(trace)));
    accepted += run.accepted;
    repeated += run.repeated;
    refused += run.refused;
    for (const auto& [kind, count] : run.kinds) kinds[kind] += count;
    if (!run.apart) continue;
    ++apart;
    std::cout << name << ": apart: " << run.apart->what << "\n  interpreted  "
              << writ::source::printable(run.apart->interpreted) << "\n  generated    "
              << writ::source::printable(run.apart->generated) << "\n";
    if (!run.trace.empty()) std::cout << "  " << run.trace.back() << "\n";
    if (steps > 0) write(trace, join(run.trace));
  }
  std::cout << "played " << names.size() << ": " << accepted << " steps accepted, " << repeated
            << " repeated, " << refused << " refused";
  for (const auto& [kind, count] : kinds) std::cout << ", " << kind << " " << count;
  std::cout << "; " << apart << " apart\n";
  return apart > 0 ? 1 : 0;
}

int parts(const std::string& path) {
  const Lines lines = split(read(path));
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].find_first_not_of(" }") != std::string::npos)
      std::cout << i << " " << end_of(lines, i) << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) {
    return std::strtoull(arguments[i].c_str(), nullptr, 10);
  };
  const auto rest = [&](std::size_t from) {
    return std::vector<std::string>(arguments.begin() + static_cast<std::ptrdiff_t>(from),
                                    arguments.end());
  };
  const std::string mode = arguments.empty() ? "" : arguments[0];
  if (mode == "make" && arguments.size() == 4) return make(number(1), number(2), arguments[3]);
  if (mode == "gen" && arguments.size() > 2) return gen(arguments[1], rest(2));
  if (mode == "mend" && arguments.size() > 2) return mend(arguments[1], rest(2));
  if (mode == "play" && arguments.size() > 5)
    return play_all(arguments[1], arguments[4], rest(5), number(2), number(3));
  if (mode == "replay" && arguments.size() > 3)
    return play_all(arguments[1], arguments[2], rest(3), 0, 0);
  if (mode == "parts" && arguments.size() == 3)
    return parts(arguments[1] + "/" + arguments[2] + ".writ");
  std::cerr << "agreement: make | gen | mend | play | replay | parts; see main.cc\n";
  return 64;
}
