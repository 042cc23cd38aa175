// What a catalogue must have.
#include <algorithm>
#include <utility>

#include <writ/core/catalogue.h>

#include "compiler/messages/catalogue.h"

namespace writ::messages {

namespace {

/// A sentence of the library, its parameters called by their names.
model::Phrase phrase_of(const Sentence& sentence) {
  model::Phrase phrase{std::string(sentence.key), {}, {}, {}, true};
  std::string_view rest = sentence.parameters;
  std::vector<std::string> named;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    phrase.parameters.emplace_back(rest.substr(0, end));
    named.push_back("{" + phrase.parameters.back() + "}");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  phrase.text = fill(sentence.text, named);
  return phrase;
}

}  // namespace

std::vector<model::Phrase> wanted(const model::Contract& contract, const source::Files& files) {
  std::vector<model::Phrase> all = model::phrases(contract, files);
  for (const Sentence& sentence : sentences()) all.push_back(phrase_of(sentence));
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return all;
}

}  // namespace writ::messages
