#include "tree.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace reference {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 8259, 6.
bool is_number(std::string_view text) {
  const auto take_digits = [&text] {
    const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(size);
    return size;
  };
  const auto take = [&text](std::string_view any) {
    const bool is = !text.empty() && any.find(text[0]) != std::string_view::npos;
    if (is) text.remove_prefix(1);
    return is;
  };
  take("-");
  const bool zero = text.starts_with('0');
  const std::size_t whole = take_digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (take(".") && take_digits() == 0) return false;
  if (take("eE")) {
    take("+-");
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

/// The text with the index of each number in its place, so that no parser rounds one.
struct Numbered {
  std::string text;
  std::vector<std::string> numbers;
  bool right = true;

  explicit Numbered(std::string_view from) {
    bool in_string = false;
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (!in_string && (is_digit(from[i]) || from[i] == '-')) {
        const std::size_t end = std::min(from.find_first_not_of("+-.0123456789eE", i), from.size());
        numbers.emplace_back(from.substr(i, end - i));
        right &= is_number(numbers.back());
        text += std::to_string(numbers.size() - 1);
        i = end - 1;
        continue;
      }
      in_string ^= from[i] == '"';
      text += from[i];
      if (in_string && from[i] == '\\' && i + 1 < from.size()) text += from[++i];
    }
  }
};

class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(std::vector<std::string> numbers) : numbers_(std::move(numbers)) {}
  Tree root;

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    return add({value ? Tree::Kind::True : Tree::Kind::False, {}, {}, {}});
  }
  bool number_integer(number_integer_t) override { return false; }
  bool number_unsigned(number_unsigned_t index) override {
    return add({Tree::Kind::Number, numbers_.at(index), {}, {}});
  }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool string(string_t& text) override { return add({Tree::Kind::Text, text, {}, {}}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Tree::Kind::Object); }
  bool key(string_t& name) override { return open_.back()->names.push_back(name), true; }
  bool end_object() override { return open_.pop_back(), true; }
  bool start_array(std::size_t) override { return open(Tree::Kind::Array); }
  bool end_array() override { return open_.pop_back(), true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  // What is open gets no further sibling before it is closed: its address stays.
  bool add(Tree tree) {
    (open_.empty() ? root : open_.back()->parts.emplace_back()) = std::move(tree);
    return true;
  }
  bool open(Tree::Kind kind) {
    if (open_.size() == max_levels) return false;
    Tree& tree = open_.empty() ? root : open_.back()->parts.emplace_back();
    tree.kind = kind;
    return open_.push_back(&tree), true;
  }

  std::vector<std::string> numbers_;
  std::vector<Tree*> open_;
};

}  // namespace

std::optional<Tree> parse(std::string_view text) {
  // This parser skips a byte order mark, and takes a NUL for the end.
  if (text.size() > max_bytes || text.starts_with("\xEF\xBB\xBF") ||
      text.find('\0') != std::string_view::npos)
    return std::nullopt;
  Numbered numbered(text);
  Builder builder(std::move(numbered.numbers));
  if (!numbered.right || !nlohmann::json::sax_parse(numbered.text, &builder)) return std::nullopt;
  return std::move(builder.root);
}

std::string in_quotes(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    if (const std::size_t i = plain.find(c); i != std::string_view::npos) {
      (out += '\\') += letters[i];
    } else if (byte < 0x20) {
      ((out += "\\u00") += digits[byte / 16]) += digits[byte % 16];
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string written(const Tree& tree) {
  switch (tree.kind) {
    case Tree::Kind::Null: return "null";
    case Tree::Kind::False: return "false";
    case Tree::Kind::True: return "true";
    case Tree::Kind::Number: return tree.text;
    case Tree::Kind::Text: return in_quotes(tree.text);
    default: break;
  }
  const bool object = tree.kind == Tree::Kind::Object;
  std::string out(1, object ? '{' : '[');
  for (std::size_t i = 0; i < tree.parts.size(); ++i) {
    if (i > 0) out += ',';
    if (object) out += in_quotes(tree.names[i]) + ':';
    out += written(tree.parts[i]);
  }
  return out += object ? '}' : ']';
}

}  // namespace reference
