// What a body that is written in place takes back.
#include <writ/core/undo.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

TEST_CASE("core/undo: a place comes back as it was before the first write, unless kept") {
  std::string text = "before";
  {
    writ::Saved saved(text);
    saved.set("between");
    saved.set("after");
    CHECK(text == "after");
  }
  CHECK(text == "before");
  {
    writ::Saved saved(text);
    saved.touch();
    text += " and after";
    saved.touch();
    text += " that";
  }
  CHECK(text == "before");
  {
    const writ::Saved untouched(text);
    text = "not asked";
  }
  CHECK(text == "not asked");
  {
    writ::Saved saved(text);
    saved.set("kept");
    saved.keep();
  }
  CHECK(text == "kept");
}

TEST_CASE("core/undo: the later of two goes first") {
  int number = 1;
  {
    writ::Saved outer(number);
    outer.set(2);
    writ::Saved inner(number);
    inner.set(3);
  }
  CHECK(number == 1);
}

TEST_CASE("core/undo: what a list grew by goes again") {
  std::vector<std::string> list = {"a"};
  {
    const writ::SavedSize saved(list);
    list.emplace_back("b");
    list.emplace_back("c");
  }
  CHECK(list == std::vector<std::string>{"a"});
  {
    writ::SavedSize saved(list);
    list.emplace_back("b");
    saved.keep();
  }
  CHECK(list.size() == 2);
}

TEST_CASE("core/undo: elements, few or many, and one twice") {
  std::vector<int> numbers(40, 7);
  {
    writ::SavedEach<int> saved;
    for (int& n : numbers) saved.set(n, 8);
    saved.set(numbers[0], 9);
    saved.set(numbers[39], 9);
    CHECK(numbers[0] == 9);
  }
  CHECK(numbers == std::vector<int>(40, 7));
  {
    writ::SavedEach<int> saved;
    for (int& n : numbers) saved.set(n, 8);
    saved.keep();
  }
  CHECK(numbers == std::vector<int>(40, 8));
  std::vector<std::string> texts = {"one", "two", "three"};
  {
    writ::SavedEach<std::string> saved;
    for (std::string& t : texts) saved.set(t, t + t);
    CHECK(texts[2] == "threethree");
  }
  CHECK(texts == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("core/undo: lists that grow, one by one and one twice") {
  std::vector<std::vector<int>> lists(9, std::vector<int>{1, 2});
  const auto grow = [&lists](bool keep) {
    writ::SavedSizes<std::vector<int>> saved;
    for (int round = 0; round < 3; ++round) {
      for (std::vector<int>& list : lists) {
        saved.add(list);
        list.push_back(round);
      }
    }
    if (keep) saved.keep();
  };
  grow(false);
  CHECK(lists == std::vector<std::vector<int>>(9, {1, 2}));
  grow(true);
  CHECK(lists == std::vector<std::vector<int>>(9, {1, 2, 0, 1, 2}));
}
