/// A contract as lines, of which some can be taken away: a block goes with the line that opens it.
/// What is inside of a block is further in.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace agreement {

using Lines = std::vector<std::string>;

[[nodiscard]] Lines split(const std::string& text);
[[nodiscard]] std::string join(const Lines& lines);
/// The end of what begins at a line: one behind its last line.
[[nodiscard]] std::size_t end_of(const Lines& lines, std::size_t begin);
/// The text without what begins at these lines. A line that only closes a block takes it along.
[[nodiscard]] Lines without(const Lines& lines, const std::set<std::size_t>& begins);

}  // namespace agreement
