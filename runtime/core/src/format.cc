#include <writ/core/format.h>

#include <algorithm>
#include <cstddef>

namespace writ {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }
bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

template <class Test>
bool all_of(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

/// Takes what stands before the first `sign` off the text, and the sign; all of it without one.
std::string_view cut(std::string_view& text, char sign) {
  const std::size_t at = std::min(text.find(sign), text.size());
  const std::string_view front = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return front;
}

/// How many parts a sign divides a text into.
std::size_t parts(std::string_view text, char sign) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), sign)) + 1;
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_octet(std::string_view text) {
  if (text.empty() || text.size() > 3 || !all_of(text, is_digit)) return false;
  if (text.size() > 1 && text.front() == '0') return false;
  return text.size() < 3 || text <= "255";
}

/// Groups of hexadecimal digits joined by `:`; how many, an IPv4 address at the end counted as two.
/// None: the text is something else. An empty text has no group.
bool count_groups(std::string_view text, bool may_end_in_ipv4, std::size_t& count) {
  count = 0;
  if (text.empty()) return true;
  for (std::size_t left = parts(text, ':'); left > 0; --left) {
    const std::string_view group = cut(text, ':');
    if (left == 1 && may_end_in_ipv4 && is_ipv4(group)) return count += 2, true;
    if (group.empty() || group.size() > 4 || !all_of(group, is_hex)) return false;
    ++count;
  }
  return true;
}

// --- RFC 3986 ------------------------------------------------------------------------------------

constexpr std::string_view sub_delims = "!$&'()*+,;=";

bool is_unreserved(char c) { return is_letter(c) || is_digit(c) || is_one_of(c, "-._~"); }

/// Unreserved characters, sub-delims, `%XX`, and these.
bool is_made_of(std::string_view text, std::string_view others) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_unreserved(c) || is_one_of(c, sub_delims) || is_one_of(c, others)) continue;
    if (c != '%' || text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
      return false;
    i += 2;
  }
  return true;
}

/// `[v1.x]`, without the brackets.
bool is_ip_future(std::string_view text) {
  if (text.empty() || (text.front() != 'v' && text.front() != 'V')) return false;
  text.remove_prefix(1);
  const std::string_view version = cut(text, '.');
  return !version.empty() && all_of(version, is_hex) && !text.empty() && all_of(text, [](char c) {
    return is_unreserved(c) || is_one_of(c, sub_delims) || c == ':';
  });
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!is_made_of(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return false;
    const std::string_view host = text.substr(1, end - 1);
    if (!is_ipv6(host) && !is_ip_future(host)) return false;
    text.remove_prefix(end + 1);
    if (!text.empty() && text.front() != ':') return false;
  } else if (!is_made_of(text.substr(0, std::min(text.find(':'), text.size())), "")) {
    return false;
  }
  (void)cut(text, ':');
  return all_of(text, is_digit);
}

}  // namespace

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.size() > 254) return false;
  std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (local.size() > 64) return false;
  for (std::size_t left = parts(local, '.'); left > 0; --left) {
    const std::string_view atom = cut(local, '.');
    const auto is_atext = [](char c) {
      return is_letter(c) || is_digit(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~");
    };
    if (atom.empty() || !all_of(atom, is_atext)) return false;
  }
  return parts(domain, '.') > 1 && is_hostname(domain);
}

bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text.front())) return false;
  const auto in_scheme = [](char c) { return is_letter(c) || is_digit(c) || is_one_of(c, "+-."); };
  if (!all_of(text.substr(0, colon), in_scheme)) return false;
  text.remove_prefix(colon + 1);
  std::string_view hierarchy = cut(text, '#');
  if (!is_made_of(text, ":@/?")) return false;  // the fragment
  std::string_view path = cut(hierarchy, '?');
  if (!is_made_of(hierarchy, ":@/?")) return false;  // the query
  if (path.starts_with("//")) {
    path.remove_prefix(2);
    const std::size_t end = std::min(path.find('/'), path.size());
    if (!is_authority(path.substr(0, end))) return false;
    path.remove_prefix(end);
  }
  return is_made_of(path, ":@/");
}

bool is_hostname(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  std::string_view label;
  for (std::size_t left = parts(text, '.'); left > 0; --left) {
    label = cut(text, '.');
    if (!is_label(label)) return false;
  }
  return !all_of(label, is_digit);
}

bool is_ipv4(std::string_view text) {
  if (parts(text, '.') != 4) return false;
  for (int i = 0; i < 4; ++i)
    if (!is_octet(cut(text, '.'))) return false;
  return true;
}

bool is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  std::size_t before = 0;
  std::size_t behind = 0;
  if (gap == std::string_view::npos) return count_groups(text, true, before) && before == 8;
  return count_groups(text.substr(0, gap), false, before) &&
         count_groups(text.substr(gap + 2), true, behind) && before + behind < 8;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

}  // namespace writ
