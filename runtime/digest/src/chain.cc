#include <writ/digest/chain.h>

#include <algorithm>

#include <writ/digest/sha256.h>

namespace writ {

namespace {

constexpr std::size_t digits = 64;
constexpr std::string_view before_prev = R"({"prev":")";
constexpr std::string_view before_hash = R"(","hash":")";
constexpr std::string_view before_entry = R"(","entry":)";

bool is_hash(std::string_view text) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// Takes so many bytes away from the front; fewer where there are no more.
std::string_view take(std::string_view& text, std::size_t size) {
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(taken.size());
  return taken;
}

}  // namespace

std::string chain_hash(std::string_view prev, std::string_view entry) {
  std::string bytes;
  bytes.reserve(prev.size() + 1 + entry.size());
  ((bytes += prev) += '\n') += entry;
  return sha256_hex(bytes);
}

std::string chain_line(std::string_view prev, std::string_view entry) {
  std::string line;
  line.reserve(entry.size() + 2 * digits + 40);
  ((line += before_prev) += prev) += before_hash;
  ((line += chain_hash(prev, entry)) += before_entry) += entry;
  return line += '}';
}

std::optional<ChainLine> parse_chain_line(std::string_view line) {
  ChainLine out;
  if (take(line, before_prev.size()) != before_prev) return std::nullopt;
  out.prev = take(line, digits);
  if (take(line, before_hash.size()) != before_hash) return std::nullopt;
  out.hash = take(line, digits);
  if (take(line, before_entry.size()) != before_entry) return std::nullopt;
  if (!is_hash(out.prev) || !is_hash(out.hash) || !line.ends_with('}')) return std::nullopt;
  out.entry = line.substr(0, line.size() - 1);
  return out;
}

std::string_view text(ChainFault fault) {
  switch (fault) {
    case ChainFault::None: return "as it should be";
    case ChainFault::NoLine: return "no line of a log: it was torn, or something else wrote it";
    case ChainFault::Broken:
      return "does not follow the line before it: one was taken out or put in";
    case ChainFault::Changed: return "was changed: its hash is another one";
  }
  return "?";
}

ChainFault ChainReader::next(std::string_view line) {
  const std::optional<ChainLine> parts = parse_chain_line(line);
  if (!parts) return ChainFault::NoLine;
  const bool follows = parts->prev == last_;
  const bool holds = chain_hash(parts->prev, parts->entry) == parts->hash;
  last_ = parts->hash;
  ++count_;
  return !holds ? ChainFault::Changed : !follows ? ChainFault::Broken : ChainFault::None;
}

}  // namespace writ
