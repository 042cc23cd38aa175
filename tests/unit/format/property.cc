// Whatever is formatted says the same as before and stays as it is, however it was laid out.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "formatted.h"

using namespace writ;
using namespace writ::format;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// All contracts of this repository, in an order that is always the same.
std::vector<std::filesystem::path> contracts() {
  std::vector<std::filesystem::path> all;
  for (const char* folder : {"examples", "tests"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(WRIT_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".writ") all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

/// The trees say the same, and so do the words that the hash is made of.
void check_equal(const syntax::Ast& a, const syntax::Ast& b) {
  CHECK(a.words == b.words);
  CHECK((a.contract == b.contract && a.version == b.version && a.doc == b.doc));
  CHECK((a.imports == b.imports && a.aliases == b.aliases && a.constants == b.constants));
  CHECK((a.records == b.records && a.variants == b.variants));
  CHECK((a.enumerations == b.enumerations && a.states == b.states && a.phases == b.phases));
  CHECK((a.intents == b.intents && a.events == b.events && a.guards == b.guards));
  CHECK((a.transitions == b.transitions && a.refusals == b.refusals && a.hooks == b.hooks));
  CHECK((a.timers == b.timers && a.functions == b.functions && a.views == b.views));
  CHECK((a.invariants == b.invariants && a.properties == b.properties));
  CHECK((a.reachables == b.reachables && a.verifications == b.verifications));
  CHECK((a.activities == b.activities && a.sagas == b.sagas && a.roles == b.roles));
  CHECK((a.policies == b.policies && a.limits == b.limits && a.migrations == b.migrations));
  CHECK(a.scenarios == b.scenarios);
}

void check_sound(const Parsed& parsed) {
  const std::optional<std::string> once = parsed.formatted();
  REQUIRE(once);
  INFO(*once);
  const Parsed again(*once);
  REQUIRE(again.sound());
  check_equal(parsed.ast, again.ast);
  CHECK(again.formatted() == once);
}

/// The same lexemes with other white space, and here and there a comment.
std::string shaken(const Parsed& parsed, std::mt19937& random) {
  const std::string_view text = parsed.files[source::FileId{}].text();
  std::string out;
  std::size_t end = 0;
  bool comment = false;
  for (const syntax::Lexeme& lexeme : parsed.lexemes) {
    std::string gap(text.substr(end, lexeme.span.begin - end));
    const auto pick = random() % 16;
    if (gap.empty()) {
      if (pick == 0 && !out.empty() && std::string("([{").find(out.back()) != std::string::npos)
        gap = "\n";
    } else if (pick < 4) {
      gap = " ";
    } else if (pick < 7) {
      gap = std::string(1 + random() % 4, '\n') + std::string(random() % 9, ' ');
    } else if (pick == 7) {
      gap = " // behind\n";
    } else if (pick == 8) {
      gap = "\n   // above\n";
    }
    if (comment && gap.find('\n') == std::string::npos) gap = "\n";
    out += gap;
    out += text.substr(lexeme.span.begin, lexeme.span.end - lexeme.span.begin);
    end = lexeme.span.end;
    comment = lexeme.kind == syntax::LexemeKind::Comment;
  }
  return out;
}

}  // namespace

TEST_CASE("format/property: all contracts of the repository") {
  std::size_t count = 0;
  for (const auto& path : contracts()) {
    const Parsed parsed(read(path));
    if (!parsed.sound()) continue;
    INFO(path.string());
    check_sound(parsed);
    ++count;
  }
  CHECK(count > 25);
}

TEST_CASE("format/property: the same, after white space and comments were shaken") {
  std::mt19937 random(20261121);
  std::size_t count = 0;
  for (const auto& path : contracts()) {
    const Parsed parsed(read(path));
    if (!parsed.sound()) continue;
    for (int round = 0; round < 12; ++round) {
      const std::string text = shaken(parsed, random);
      const Parsed other(text);
      if (!other.sound()) continue;  // `(` on a line of its own
      INFO(path.string() << ", round " << round << "\n" << text);
      check_sound(other);
      ++count;
    }
  }
  CHECK(count > 100);
}
