/// What must hold of a generated decoder, whatever it is given.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace fuzz {

/// The first line names a contract and an intent, `order AddLine`; the rest is the payload. The
/// decoder of the contract reads it, twice, and what it makes of it; the reference decoder must
/// agree, and the interpreter, which says the same of each problem, word by word. Where something
/// does not hold, says what and aborts.
void judge(std::string_view input);

/// Such an input: one of the contracts, a payload made of its model, a few things changed in it.
[[nodiscard]] std::string made_input(std::mt19937& random);

/// The input with its payload changed: by values and members where it is JSON.
[[nodiscard]] std::string changed_input(std::string_view input, std::mt19937& random);

/// Of all inputs so far: how many, how many of them accepted, how many not compared.
struct Counts {
  std::size_t judged = 0;
  std::size_t accepted = 0;
  std::size_t undecided = 0;
};
[[nodiscard]] Counts counts();

}  // namespace fuzz
