// What comes from a file may not move the cursor, recolour, or reorder what stands around it.
#include "compiler/source/printable.h"

#include <catch2/catch.hpp>

using namespace writ::source;

TEST_CASE("source/printable: text of any language stays") {
  for (const char* text : {"plain ~ text", "é€😀", "日本語", "\u00A0\u00AD", "👩\u200D🚀"}) {
    CHECK(printable(text) == text);
  }
}

TEST_CASE("source/printable: controls are shown") {
  CHECK(printable("a\x1b[31m") == "a\\u{1b}[31m");
  CHECK(printable(std::string_view("\0\t\r\n", 4)) == "\\u{0}\\u{9}\\u{d}\\u{a}");
  CHECK(printable("\x7f") == "\\u{7f}");
  CHECK(printable("\u0085\u009b") == "\\u{85}\\u{9b}");
  CHECK(printable("\u202e\u2066\u200f\u2028\ufeff") ==
        "\\u{202e}\\u{2066}\\u{200f}\\u{2028}\\u{feff}");
}

TEST_CASE("source/printable: what is not UTF-8 is shown byte by byte") {
  CHECK(printable("\xff") == "\\x{ff}");
  CHECK(printable("\xc3") == "\\x{c3}");
  CHECK(printable("\xc0\x80") == "\\x{c0}\\x{80}");             // overlong
  CHECK(printable("\xe0\x80\xaf") == "\\x{e0}\\x{80}\\x{af}");  // overlong
  CHECK(printable("\xed\xa0\x80") == "\\x{ed}\\x{a0}\\x{80}");  // a surrogate
  CHECK(printable("\xf4\x90\x80\x80").starts_with("\\x{f4}"));  // above U+10FFFF
  CHECK(printable("\xe2\x82"
                  "a") == "\\x{e2}\\x{82}a");
}

TEST_CASE("source/printable: what it prints it prints the same again") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(printable(printable(all)) == printable(all));
}

TEST_CASE("source/printable: every code point survives utf8 and back") {
  for (const std::uint32_t value :
       {0x41U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    const std::string text = utf8(value);
    const CodePoint read = first_code_point(text);
    CHECK(read.valid);
    CHECK(read.value == value);
    CHECK(read.bytes == text.size());
  }
}
