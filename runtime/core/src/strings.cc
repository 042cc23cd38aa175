#include <writ/core/strings.h>

namespace writ {

namespace {

std::string mapped(std::string_view text, char first, char last, int by) {
  std::string out(text);
  for (char& c : out)
    if (c >= first && c <= last) c = static_cast<char>(c + by);
  return out;
}

/// The bytes of the first `count` code points, or all.
std::size_t bytes_of(std::string_view text, std::uint64_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && count-- == 0) return at;
  }
  return at;
}

}  // namespace

std::string lower(std::string_view text) { return mapped(text, 'A', 'Z', 'a' - 'A'); }

std::string upper(std::string_view text) { return mapped(text, 'a', 'z', 'A' - 'a'); }

std::string_view trim(std::string_view text) {
  constexpr std::string_view space = " \t\n\v\f\r";
  const std::size_t begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string_view slice(std::string_view text, std::int64_t at, std::int64_t count) {
  if (count <= 0) return {};
  if (at < 0) {
    if (at <= -count) return {};
    count += at;
    at = 0;
  }
  text.remove_prefix(bytes_of(text, static_cast<std::uint64_t>(at)));
  return text.substr(0, bytes_of(text, static_cast<std::uint64_t>(count)));
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; !separator.empty() && at != std::string_view::npos;) {
    at = text.find(separator);
    if (at == std::string_view::npos) break;
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  parts.emplace_back(text);
  return parts;
}

}  // namespace writ
