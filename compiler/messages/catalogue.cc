#include "compiler/messages/catalogue.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <writ/core/json_reader.h>

#include "compiler/source/suggest.h"

namespace writ::messages {

using model::Phrase;
using source::Span;

namespace {

using Written = Catalogue::Text;

class Reader {
 public:
  Reader(const source::Files& files, source::FileId file, source::Sink& sink)
      : text_(files[file].text()), file_(file), sink_(sink) {}

  std::optional<Catalogue> catalogue() {
    const std::size_t errors = sink_.errors();
    json();
    if (sink_.errors() > errors) return std::nullopt;
    return std::move(out_);
  }

 private:
  // --- JSON ------------------------------------------------------------------------------------

  void json() {
    Problems problems;
    JsonReader in(text_, problems, most_bytes);
    static constexpr JsonKey keys[] = {"language", "messages"};
    const Where root;
    {
      JsonObject object(in, root, keys);
      while (object.next()) {
        if (object.field() == 0) {
          language(in, object.here());
        } else {
          out_.begin = span_at(object.here().text);
          messages(in, object.here());
        }
      }
      object.finish(3);
    }
    in.end();
    for (const Problem& problem : problems) {
      const auto begin = static_cast<std::uint32_t>(problem.offset);
      const std::string what =
          problem.code == "syntax" ? "expected " + std::string(problem.expected) : message(problem);
      sink_.report(diag::bad_catalogue(what), {file_, begin, begin + 1});
    }
  }

  void language(JsonReader& in, const Where& at) {
    std::string_view tag;
    if (!in.string(at, tag)) return;
    out_.language = tag;
    if (!is_tag(tag)) in.problem(at, "format", "the tag of a language (BCP 47): de, pt-BR");
  }

  void messages(JsonReader& in, const Where& at) {
    JsonEntries entries(in, at, SIZE_MAX);
    while (entries.next()) {
      const Where here = entries.here();
      if (out_.texts.contains(entries.key())) {
        in.duplicate(here);
        continue;
      }
      Written& written = out_.texts[entries.key()];
      written.key = key_before(here.text);
      written.value = span_at(here.text);
      std::string_view text;
      if (!in.string(here, text)) continue;
      if (text.empty() || text.find('\0') != std::string_view::npos)
        in.problem(here, "length", "a text, and no NUL in it");
      written.text = text;
    }
  }

  // --- places ----------------------------------------------------------------------------------

  /// Of the value that begins behind `at`, what stands on its line: a text to its closing quote.
  [[nodiscard]] Span span_at(const char* at) const {
    auto begin = static_cast<std::size_t>(at - text_.data());
    while (begin < text_.size() && is_space(text_[begin])) ++begin;
    std::size_t end = begin + 1;
    if (begin < text_.size() && text_[begin] == '"') {
      while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2U : 1U;
      ++end;
    }
    return span(begin, std::min(end, text_.size()));
  }

  /// The text in front of the colon in front of a value.
  [[nodiscard]] Span key_before(const char* at) const {
    auto end = static_cast<std::size_t>(at - text_.data());
    while (end > 0 && text_[end - 1] != '"') --end;
    std::size_t begin = end - 1;
    const auto escaped = [&](std::size_t quote) {
      std::size_t slashes = 0;
      while (slashes < quote && text_[quote - 1 - slashes] == '\\') ++slashes;
      return slashes % 2 == 1;
    };
    do --begin;
    while (begin > 0 && (text_[begin] != '"' || escaped(begin)));
    return span(begin, end);
  }

  [[nodiscard]] static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::string_view text_;
  source::FileId file_;
  source::Sink& sink_;
  Catalogue out_;
};

/// What the catalogues of one language make of the phrases.
class Translator {
 public:
  Translator(const std::vector<Catalogue>& catalogues, const std::vector<Phrase>& wanted,
             source::Sink& sink)
      : catalogues_(catalogues), wanted_(wanted), sink_(sink) {}

  std::optional<model::Translation> translation() {
    const std::size_t errors = sink_.errors();
    out_.language = catalogues_.front().language;
    for (const Catalogue& one : catalogues_) add(one);
    std::vector<const Phrase*> missing;
    for (const Phrase& phrase : wanted_)
      if (!take(phrase)) missing.push_back(&phrase);
    for (const auto& [key, written] : found_) refuse_unknown(key, *written);
    // What the contract says first: whoever begins has nothing of the library's either.
    for (const bool ours : {false, true})
      for (const Phrase* phrase : missing)
        if (phrase->ours == ours) report_missing(*phrase);
    if (sink_.errors() > errors) return std::nullopt;
    return std::move(out_);
  }

 private:
  void add(const Catalogue& catalogue) {
    for (const auto& [key, written] : catalogue.texts) {
      const auto [known, fresh] = found_.emplace(key, &written);
      if (!fresh)
        sink_.report(diag::bad_catalogue("`" + key + "` is there twice"), written.key)
            .also(known->second->key, "it is here, too");
    }
  }

  /// Takes a phrase over; false when it is not there.
  bool take(const Phrase& phrase) {
    const auto found = found_.find(phrase.key);
    if (found == found_.end()) return false;
    out_.phrases.emplace_back(phrase.key, numbered(phrase, *found->second));
    found_.erase(found);
    return true;
  }

  void report_missing(const Phrase& phrase) {
    source::Diagnostic& finding = sink_.report(
        diag::missing_message(out_.language, phrase.key), catalogues_.front().begin,
        (phrase.ours ? "the library says \"" : "the contract says \"") + phrase.text + "\"");
    if (!phrase.ours) finding.also(phrase.span, "it is said here");
  }

  void refuse_unknown(const std::string& key, const Written& written) {
    std::vector<std::string_view> keys;
    for (const Phrase& phrase : wanted_) keys.emplace_back(phrase.key);
    source::Diagnostic& finding = sink_.report(diag::unknown_message(key), written.key);
    if (const auto guess = source::closest(key, keys))
      finding.help("did you mean `" + *guess + "`?");
  }

  /// The text with `{0}` for the first parameter; reports those that there are not, and those that
  /// are left out.
  std::string numbered(const Phrase& phrase, const Written& written) {
    std::string out;
    std::set<std::string> used;
    std::string_view rest = written.text;
    while (!rest.empty()) {
      if (rest.starts_with("\\{")) {
        out += "{{";
        rest.remove_prefix(2);
      } else if (rest.front() == '{') {
        const std::size_t size = parameter(phrase, written, rest, used, out);
        rest.remove_prefix(size);
      } else {
        out += rest.front();
        rest.remove_prefix(1);
      }
    }
    for (const std::string& one : phrase.parameters)
      if (!phrase.ours && !used.contains(one))
        sink_.report(diag::missing_parameter(phrase.key, one), written.value)
            .also(phrase.span, "it is said here");
    return out;
  }

  /// A parameter at the beginning of a text: as long as it is, it is taken.
  std::size_t parameter(const Phrase& phrase, const Written& written, std::string_view rest,
                        std::set<std::string>& used, std::string& out) {
    std::size_t best = phrase.parameters.size();
    for (std::size_t i = phrase.parameters.size(); i-- > 0;) {
      const std::string& one = phrase.parameters[i];
      const bool longer =
          best == phrase.parameters.size() || one.size() >= phrase.parameters[best].size();
      if (longer && rest.substr(1).starts_with(one + "}")) best = i;
    }
    if (best < phrase.parameters.size()) {
      out += "{" + std::to_string(best) + "}";
      used.insert(phrase.parameters[best]);
      return phrase.parameters[best].size() + 2;
    }
    const std::size_t end = std::min(rest.find('}'), rest.size());
    const std::string name(rest.substr(1, end - 1));
    source::Diagnostic& finding =
        sink_.report(diag::unknown_parameter(phrase.key, name), written.value);
    const std::vector<std::string_view> names(phrase.parameters.begin(), phrase.parameters.end());
    if (const auto guess = source::closest(name, names)) {
      finding.help("did you mean `{" + *guess + "}`?");
    } else if (names.empty()) {
      finding.help("it has none; a brace is written `\\{`, in JSON `\\\\{`");
    }
    return std::min(end + 1, rest.size());
  }

  const std::vector<Catalogue>& catalogues_;
  const std::vector<Phrase>& wanted_;
  source::Sink& sink_;
  model::Translation out_;
  std::map<std::string, const Written*> found_;
};

}  // namespace

bool is_tag(std::string_view tag) {
  std::size_t part = 0;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (const char c : tag) {
    if (c == '-' ? part == 0 : !letter(c) && !(c >= '0' && c <= '9')) return false;
    part = c == '-' ? 0 : part + 1;
    if (part > 8) return false;
  }
  return part > 0 && tag.size() <= 35 && letter(tag.front());
}

std::optional<Catalogue> read(const source::Files& files, source::FileId file, source::Sink& sink) {
  return Reader(files, file, sink).catalogue();
}

std::optional<model::Translation> translation(const std::vector<Catalogue>& catalogues,
                                              const std::vector<Phrase>& wanted,
                                              source::Sink& sink) {
  return Translator(catalogues, wanted, sink).translation();
}

}  // namespace writ::messages
