// Problems and refusals said again in another language, from their data.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <writ/core/catalogue.h>
#include <writ/core/words.h>

namespace writ {

std::string_view Catalogue::find(std::string_view key) const {
  const auto found = std::lower_bound(
      phrases_.begin(), phrases_.end(), key,
      [](const Phrase& phrase, std::string_view wanted) { return phrase.key < wanted; });
  return found != phrases_.end() && found->key == key ? found->text : std::string_view();
}

namespace {

using Values = std::vector<std::string>;

/// The text with this key, its values filled in; `otherwise` where there is none.
std::string said(const Catalogue& catalogue, std::string_view key, const Values& values,
                 std::string_view otherwise) {
  const std::string_view text = catalogue.find(key);
  return text.empty() ? std::string(otherwise) : fill(text, values);
}

/// What the library says in these words, if it does: the key.
std::string_view key_of(std::string_view english, std::string_view group) {
  for (const Sentence& sentence : sentences())
    if (sentence.text == english && sentence.key.starts_with(group)) return sentence.key;
  return {};
}

/// `1 to 1000`, `at most 8 characters`: a range or a size as the contract's types say it.
struct Limits {
  std::string key;
  Values values;
};

std::optional<Limits> limits(std::string_view text) {
  Limits found{"expected.", {}};
  for (const std::string_view unit : {" characters", " bytes", " elements", " entries"}) {
    if (!text.ends_with(unit)) continue;
    text.remove_suffix(unit.size());
    found.key += std::string(unit.substr(1)) + ".";
  }
  constexpr std::pair<std::string_view, std::string_view> forms[] = {
      {"exactly ", "exactly"}, {"at least ", "least"}, {"at most ", "most"}};
  const std::size_t to = text.find(" to ");
  if (to != std::string_view::npos) {
    found.key += "between";
    found.values = {std::string(text.substr(0, to)), std::string(text.substr(to + 4))};
  }
  for (const auto& [words, form] : forms) {
    if (!text.starts_with(words)) continue;
    found.key += form;
    found.values = {std::string(text.substr(words.size()))};
  }
  // A number, a day or a span has no spaces; all else is the contract's own words.
  const auto plain = [](const std::string& value) { return value.find(' ') == std::string::npos; };
  if (found.values.empty() || !std::all_of(found.values.begin(), found.values.end(), plain))
    return std::nullopt;
  return found;
}

/// What is expected; what the contract writes in its own language stays so.
std::string expectation(const Catalogue& catalogue, std::string_view english) {
  if (const auto known = limits(english))
    return said(catalogue, known->key, known->values, english);
  return said(catalogue, key_of(english, "expected."), {}, english);
}

/// The sentence, without the place.
std::string sentence(const Problem& problem, const Catalogue& catalogue) {
  const ValueRule rule = problem.rule ? *problem.rule : ValueRule{};
  if (!rule.message.empty()) return said(catalogue, rule.key, {}, rule.message);
  if (problem.code == "missing") return said(catalogue, "problem.missing", {}, "is missing");
  if (problem.code == "unknown" && !problem.meant.empty())
    return said(catalogue, "problem.meant", {std::string(problem.meant)}, problem.meant);
  const std::string expected = expectation(catalogue, problem.expected);
  const Values values = {expected,
                         std::string(rule.type),
                         std::string(rule.least),
                         std::string(rule.most),
                         std::string(rule.pattern),
                         std::string(rule.format),
                         std::string(problem.meant)};
  std::string text = said(catalogue, concat("problem.", problem.code), values, expected);
  if (problem.received.empty() || problem.code == "unknown") return text;
  return said(catalogue, "problem.received", {text, problem.received}, text);
}

/// The message of a refusal that is none of a guard, a type or an invariant.
std::string own_words(const std::string& english, const Catalogue& catalogue) {
  constexpr std::string_view expects = "expected ";
  if (english.starts_with(expects)) {
    const std::string_view what = std::string_view(english).substr(expects.size());
    return said(catalogue, "refusal.out_of_range", {expectation(catalogue, what)}, english);
  }
  for (const std::string_view group : {"fault.", "refusal."})
    if (const std::string_view key = key_of(english, group); !key.empty())
      return said(catalogue, key, {}, english);
  return english;
}

}  // namespace

std::string message(const Problem& problem, const Catalogue& catalogue) {
  const std::string text = sentence(problem, catalogue);
  if (problem.code == "syntax" && problem.line != 0)
    return said(catalogue, "problem.at",
                {std::to_string(problem.line), std::to_string(problem.column), text}, text);
  return problem.path.empty() ? text : problem.path + ": " + text;
}

void translate(Refusal& refusal, const Catalogue& catalogue) {
  for (Denial& denial : refusal.denials)
    denial.message = said(catalogue, denial.key, denial.values, denial.message);
  for (Problem& problem : refusal.problems)
    problem.said = problem.code == "syntax" ? message(problem, catalogue)  // has no path
                                            : sentence(problem, catalogue);
  refusal.title = catalogue.find(concat("title.", name(refusal.kind)));

  if (!refusal.denials.empty()) {
    refusal.message = refusal.denials.front().message;
  } else if (!refusal.problems.empty()) {
    refusal.message = message(refusal.problems.front(), catalogue);
  } else {
    const std::string place = refusal.path.empty() ? "" : refusal.path + ": ";
    const bool placed = refusal.message.starts_with(place);
    const std::string words = placed ? refusal.message.substr(place.size()) : refusal.message;
    const std::string text = refusal.key.empty()
                                 ? own_words(words, catalogue)
                                 : said(catalogue, refusal.key, refusal.values, words);
    refusal.message = placed ? place + text : text;
  }
}

}  // namespace writ
