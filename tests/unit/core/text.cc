// UTF-8: lengths, strictness, and what is safe to print. Secrets, which are not.
#include <writ/core/secret.h>
#include <writ/core/text.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using writ::is_plain_ascii;
using writ::is_utf8;
using writ::length_in;
using writ::printable;

TEST_CASE("core/text: lengths are counted in code points") {
  CHECK(writ::utf8_length("") == 0);
  CHECK(writ::utf8_length("abc") == 3);
  CHECK(writ::utf8_length("äß€😀") == 4);
  CHECK(length_in("", 0, 0));
  CHECK_FALSE(length_in("a", 0, 0));
  CHECK(length_in("äöü", 3, 3));
  CHECK_FALSE(length_in("äöü", 4, 6));
  CHECK_FALSE(length_in("ä", 2, 2));
  CHECK(length_in("😀😀", 1, 2));
  CHECK_FALSE(length_in("😀😀😀", 1, 2));
  CHECK(length_in("abc", 1, SIZE_MAX));
  CHECK_FALSE(length_in("abc", SIZE_MAX / 2, SIZE_MAX));
}

TEST_CASE("core/text: lengths agree with counting, whatever the bounds") {
  const std::string text = "aä€😀aä€😀";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    const std::string_view part = writ::utf8_prefix(text, n);
    const std::size_t length = writ::utf8_length(part);
    for (std::size_t least = 0; least < 12; ++least) {
      for (std::size_t most = least; most < 12; ++most)
        CHECK(length_in(part, least, most) == (length >= least && length <= most));
    }
  }
}

TEST_CASE("core/text: UTF-8, strictly") {
  for (const std::string_view valid :
       {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\x7F"})
    CHECK(is_utf8(valid));
  for (const std::string_view invalid :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE2\x82",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF0\x9F\x98",
        "\xF5\x80\x80\x80", "\xFE", "\xFF", "a\xFF"}) {
    CAPTURE(printable(invalid));
    CHECK_FALSE(is_utf8(invalid));
  }
  std::uint32_t c = 0;
  CHECK(writ::utf8_sequence("😀!", c) == 4);
  CHECK(c == 0x1F600);
}

TEST_CASE("core/text: plain ASCII, at any place of a text of any length") {
  for (std::size_t size = 0; size < 30; ++size) {
    std::string text(size, 'x');
    CHECK(is_plain_ascii(text));
    for (char& c : text) {
      for (const int odd : {0x00, 0x0A, 0x1F, 0x7F, 0x80, 0xFF}) {
        c = static_cast<char>(odd);
        CHECK_FALSE(is_plain_ascii(text));
      }
      c = ' ';
      CHECK(is_plain_ascii(text));
      c = '~';
      CHECK(is_plain_ascii(text));
    }
  }
}

TEST_CASE("core/text: a prefix splits no code point") {
  CHECK(writ::utf8_prefix("aä", 0).empty());
  CHECK(writ::utf8_prefix("aä", 2) == "a");
  CHECK(writ::utf8_prefix("aä", 3) == "aä");
  CHECK(writ::utf8_prefix("aä", 9) == "aä");
  CHECK(writ::utf8_prefix("a\xFF", 9) == "a");
}

TEST_CASE("core/text: what is safe to print") {
  CHECK(printable("plain, ä €😀 \\ \"") == "plain, ä €😀 \\ \"");
  CHECK(printable("\x1B[31m") == "\\u{1b}[31m");
  CHECK(printable(std::string_view("\0\t\n", 3)) == "\\u{0}\\u{9}\\u{a}");
  CHECK(printable("\x7F") == "\\u{7f}");
  CHECK(printable("\xC2\x9B") == "\\u{9b}");
  CHECK(printable("\xC2\xA0") == "\xC2\xA0");
  CHECK(printable("\xFF\xC2") == "\\xff\\xc2");
  CHECK(printable("\xED\xA0\x80") == "\\xed\\xa0\\x80");
  CHECK(printable("\u202A\u202E\u2066\u2069\u200E\u200F\u061C") ==
        "\\u{202a}\\u{202e}\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}");
  CHECK(printable("\u2029\u2065\u206A") == "\u2029\u2065\u206A");
  for (int c = 0; c < 256; ++c) {
    const std::string once = printable(std::string(1, static_cast<char>(c)));
    CHECK(is_utf8(once));
    CHECK(printable(once) == once);
  }
}

TEST_CASE("secrets: the same, or not") {
  CHECK(writ::same_secret("", ""));
  CHECK(writ::same_secret("abc", "abc"));
  CHECK_FALSE(writ::same_secret("abc", "abd"));
  CHECK_FALSE(writ::same_secret("abc", "ab"));
  CHECK_FALSE(writ::same_secret(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
  CHECK(writ::same_secret(std::vector<unsigned char>{1, 2}, std::vector<unsigned char>{1, 2}));
  CHECK_FALSE(writ::same_secret(std::vector<unsigned char>{1}, std::vector<unsigned char>{2}));
  const std::optional<std::string> none;
  CHECK(writ::same_secret(none, none));
  CHECK_FALSE(writ::same_secret(none, std::optional<std::string>("")));
  CHECK(writ::same_secret(std::optional<std::string>("x"), std::optional<std::string>("x")));
}
