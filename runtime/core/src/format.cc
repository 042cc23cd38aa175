// Scanners from left to right, over a table of what each byte can be. What is beyond ASCII is
// nothing to any of them.
#include <writ/core/format.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace writ {

namespace {

/// Sets of characters, of which several make up what a grammar names.
enum Set : std::uint16_t {
  Digit = 1,
  HexLetter = 2,
  OtherLetter = 4,
  Hyphen = 8,
  AtomSign = 16,        // what RFC 5322, 3.2.3 calls atext, without letters and digits
  UnreservedSign = 32,  // RFC 3986, 2.3
  SubDelim = 64,        // RFC 3986, 2.2
  SchemeSign = 128,     // RFC 3986, 3.1
  Colon = 256,
  At = 512,
  Slash = 1024,
  Question = 2048,
  Sharp = 4096,
  HexDigit = 8192,  // those of Hex, as one set
  // and what they make up
  Hex = Digit | HexLetter,
  Letter = HexLetter | OtherLetter,
  Atom = Letter | Digit | AtomSign,
  RegName = Letter | Digit | UnreservedSign | SubDelim,  // and percent-encoding, as the next two
  Path = RegName | Colon | At | Slash,
  Query = Path | Question,  // and fragment
};

constexpr std::array<std::uint16_t, 256> sets = [] {
  std::array<std::uint16_t, 256> out{};
  const auto add = [&](std::string_view all, Set set) {
    for (const char c : all) {
      std::uint16_t& of = out[static_cast<unsigned char>(c)];
      of = static_cast<std::uint16_t>(of | set);
    }
  };
  add("0123456789", Digit);
  add("abcdefABCDEF", HexLetter);
  add("ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ", OtherLetter);
  add("-", Hyphen);
  add("!#$%&'*+-/=?^_`{|}~", AtomSign);
  add("-._~", UnreservedSign);
  add("!$&'()*+,;=", SubDelim);
  add("+-.", SchemeSign);
  add(":", Colon);
  add("@", At);
  add("/", Slash);
  add("?", Question);
  add("#", Sharp);
  add("0123456789abcdefABCDEF", HexDigit);
  return out;
}();

/// Where a scanner is in its text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool done() const { return at_ == text_.size(); }
  [[nodiscard]] bool is(unsigned set) const {
    return !done() && (sets[static_cast<unsigned char>(text_[at_])] & set) != 0;
  }
  /// Takes these characters, if they come next.
  bool eat(std::string_view characters) {
    if (text_.size() - at_ < characters.size()) return false;
    for (std::size_t i = 0; i < characters.size(); ++i)  // one or two: no call
      if (text_[at_ + i] != characters[i]) return false;
    at_ += characters.size();
    return true;
  }
  /// Takes all that is in the set; how many there were.
  std::size_t run(unsigned set) {
    const std::size_t begin = at_;
    while (is(set)) ++at_;
    return at_ - begin;
  }
  /// Takes the next character, which is there.
  char take() { return text_[at_++]; }
  /// The character before.
  [[nodiscard]] char last() const { return text_[at_ - 1]; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// How many labels a host name has; 0 when it is none.
std::size_t labels(Cursor& in) {
  for (std::size_t count = 1;; ++count) {
    if (in.is(Hyphen)) return 0;
    const std::size_t digits = in.run(Digit);
    const std::size_t size = digits + in.run(Letter | Digit | Hyphen);
    if (size == 0 || size > 63 || in.last() == '-') return 0;
    if (!in.eat(".")) return digits < size ? count : 0;
  }
}

/// A number of 0..255 without leading zeros.
bool octet(Cursor& in) {
  int value = 0;
  int least = 0;  // with one digit more than there are
  for (int digits = 0; in.is(Digit) && value <= 255; ++digits) {
    value = value * 10 + (in.take() - '0');
    if (value < least) return false;
    least = digits == 0 ? 10 : least * 10;
  }
  return least > 0 && value <= 255;
}

bool ipv4(Cursor& in) {
  return octet(in) && in.eat(".") && octet(in) && in.eat(".") && octet(in) && in.eat(".") &&
         octet(in);
}

bool ipv6(Cursor& in) {
  std::size_t groups = 0;
  bool gap = in.eat("::");
  const auto enough = [&] { return gap ? groups < 8 : groups == 8; };
  for (bool wanted = !gap; wanted || in.is(Hex);) {
    const Cursor group = in;
    const std::size_t size = in.run(Hex);
    if (size == 0 || size > 4 || groups == 8) return false;
    if (in.eat(".")) {  // no group, but what stands for the last two
      groups += 2;
      return ipv4(in = group) && enough();
    }
    ++groups;
    const bool second = in.eat("::");
    if (second && gap) return false;
    gap = gap || second;
    wanted = !second && in.eat(":");
  }
  return enough();
}

bool dot_atom(Cursor& in) {
  do {
    if (in.run(Atom) == 0) return false;
  } while (in.eat("."));
  return true;
}

// --- RFC 3986 ------------------------------------------------------------------------------------

/// All that is in the set, and `%XX`. False: a percent sign that is not complete.
bool encoded(Cursor& in, unsigned set) {
  for (;;) {
    in.run(set);
    if (!in.eat("%")) return true;
    for (int digits = 0; digits < 2; ++digits) {
      if (!in.is(Hex)) return false;
      (void)in.take();
    }
  }
}

/// Between `[` and `]`.
bool ip_literal(Cursor& in) {
  if (!in.eat("v") && !in.eat("V")) return ipv6(in);
  return in.run(Hex) > 0 && in.eat(".") && in.run(RegName | Colon) > 0;
}

bool authority(Cursor& in) {
  const Cursor begin = in;
  if (!encoded(in, RegName | Colon)) return false;
  if (!in.eat("@")) in = begin;  // it was no user, but the host
  if (in.eat("[")) {
    if (!ip_literal(in) || !in.eat("]")) return false;
  } else if (!encoded(in, RegName)) {
    return false;
  }
  if (in.eat(":")) in.run(Digit);
  return in.done() || in.is(Slash | Question | Sharp);
}

}  // namespace

bool is_email(std::string_view text) {
  Cursor in(text);
  if (text.size() > 254 || !dot_atom(in) || in.at() > 64 || !in.eat("@")) return false;
  return labels(in) > 1 && in.done();
}

bool is_uri(std::string_view text) {
  Cursor in(text);
  if (!in.is(Letter)) return false;
  in.run(Letter | Digit | SchemeSign);
  if (!in.eat(":")) return false;
  if (in.eat("//") && !authority(in)) return false;
  if (!encoded(in, Path)) return false;
  if (in.eat("?") && !encoded(in, Query)) return false;
  if (in.eat("#") && !encoded(in, Query)) return false;
  return in.done();
}

bool is_hostname(std::string_view text) {
  Cursor in(text);
  return text.size() <= 253 && labels(in) > 0 && in.done();
}

bool is_ipv4(std::string_view text) {
  Cursor in(text);
  return ipv4(in) && in.done();
}

bool is_ipv6(std::string_view text) {
  Cursor in(text);
  return ipv6(in) && in.done();
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  unsigned all = HexDigit;  // all at once: a text that is none is rare
  const auto take = [&](std::size_t from, std::size_t to) {
    const auto at = [&](std::size_t i) { return sets[static_cast<unsigned char>(text[i])]; };
    for (std::size_t i = from; i < to; i += 4)
      all &= static_cast<unsigned>(at(i) & at(i + 1) & (at(i + 2) & at(i + 3)));
  };
  take(0, 8);
  take(9, 13);
  take(14, 18);
  take(19, 23);
  take(24, 36);
  return all != 0 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

}  // namespace writ
