// Places are what a person counts, spans are bytes: the two meet here.
#include "compiler/source/files.h"

#include <catch2/catch.hpp>

using namespace writ::source;

TEST_CASE("source/files: columns count code points, offsets count bytes") {
  const File file("a.writ", "aé€😀b\nz");
  CHECK(file.place(0) == Place{1, 1});
  CHECK(file.place(1) == Place{1, 2});   // é, two bytes
  CHECK(file.place(3) == Place{1, 3});   // €, three
  CHECK(file.place(6) == Place{1, 4});   // 😀, four
  CHECK(file.place(10) == Place{1, 5});  // b
  CHECK(file.place(12) == Place{2, 1});
}

TEST_CASE("source/files: an offset inside a code point is at its column") {
  const File file("a.writ", "a€b");
  CHECK(file.place(2) == Place{1, 2});
  CHECK(file.place(3) == Place{1, 2});
  CHECK(file.place(4) == Place{1, 3});
}

TEST_CASE("source/files: lines end with LF or CRLF, the last one may be empty") {
  const File file("a.writ", "one\r\ntwo\n");
  CHECK(file.line(1) == "one");
  CHECK(file.line(2) == "two");
  CHECK(file.line(3).empty());
  CHECK(file.line(4).empty());
  CHECK(file.line(0).empty());
  CHECK(file.line_begin(2) == 5);
  CHECK(file.line_begin(99) == 9);
  CHECK(file.place(9) == Place{3, 1});
  CHECK(file.place(4'000'000'000U) == Place{3, 1});
}

TEST_CASE("source/files: a byte order mark is in the offsets and in no column") {
  const File file("a.writ",
                  "\xEF\xBB\xBF"
                  "ab");
  CHECK(file.line(1) == "ab");
  CHECK(file.place(0) == Place{1, 1});
  CHECK(file.place(3) == Place{1, 1});
  CHECK(file.place(4) == Place{1, 2});
}

TEST_CASE("source/files: the text of a span is clamped to its file") {
  Files files;
  const FileId id = files.add("a.writ", "hello");
  CHECK(files.text({id, 1, 3}) == "el");
  CHECK(files.text({id, 3, 99}) == "lo");
  CHECK(files.text({id, 99, 100}).empty());
  CHECK(files.text({id, 4, 2}).empty());
}

TEST_CASE("source/files: references stay valid while files are added") {
  Files files;
  const File& first = files[files.add("first", "1")];
  for (int i = 0; i < 1000; ++i) files.add("more", "2");
  CHECK(first.path() == "first");
  CHECK(files.size() == 1001);
}

TEST_CASE("source/files: what somebody typed has the lines that it has for them") {
  const File third("input", "send {\nAdd\n}", 1);  // the line above the third is none of theirs
  CHECK(third.place(7) == Place{3, 1});
  CHECK(third.place(9) == Place{3, 3});
  CHECK(third.line(3) == "Add");
  CHECK(third.line_begin(3) == 7);
  CHECK(third.line(1).empty());
  const File first("input", "send {\nAdd\n}", -1);
  CHECK(first.place(7) == Place{1, 1});
  CHECK(first.line(1) == "Add");
  CHECK(first.line(3).empty());
}
