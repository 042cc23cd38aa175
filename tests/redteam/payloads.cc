// A hostile proposer sends JSON: wrong types, odd keys, odd bytes, numbers that are none. Each is
// refused, and the machine stays what it was.
#include <map>
#include <utility>

#include "attack.h"

namespace {

using namespace redteam;
using Texts = std::vector<std::pair<std::string, std::string>>;

constexpr std::initializer_list<RefusalKind> not_permitted = {RefusalKind::NotPermitted};
constexpr std::initializer_list<RefusalKind> either = {RefusalKind::NotPermitted,
                                                       RefusalKind::InvalidPayload};

/// A payload that is right, but for one member.
std::string with(std::string_view field, const std::string& value) {
  const auto of = [&](std::string_view name, const char* otherwise) {
    return field == name ? value : std::string(otherwise);
  };
  std::string out = R"({"price":)";
  if (field == "price") {
    out += value;
  } else {
    out += R"({"amount":)" + of("price.amount", "1.00");
    if (field == "price.currency") out += R"(,"currency":)" + value;
    out += '}';
  }
  out += R"(,"to":)" + of("to", R"("ann")");
  for (const std::string_view name : {"note", "urgent", "approved", "PIN"})
    if (field == name) out += ",\"" + std::string(name) + "\":" + value;
  return out + '}';
}

/// A payload that is right, and what stands behind its last member.
std::string and_more(const std::string& more) {
  return R"({"price":{"amount":1.00},"to":"ann")" + more + '}';
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("payloads: the one that all others are made of is right") {
  Target target;
  CHECK(target.watch.dispatch(target.machine, "Send", and_more(""), proposer()).outcome);
  CHECK(target.machine.version() == 1);
}

TEST_CASE("payloads: another type for each field") {
  Target target;
  const std::map<std::string, std::vector<std::string>> wrong = {
      {"price", {"null", "true", "1", "\"1\"", "[]", "[1.00,\"EUR\"]", "{}"}},
      {"price.amount", {"null", "true", "\"1.001\"", "[1]", "{}", "\"\"", "{\"$gt\":0}"}},
      {"price.currency", {"true", "978", "[]", "{}", "\"\"", "\"EURO\"", "\"E\""}},
      {"to", {"null", "false", "7", "[]", "[\"ann\"]", "{}", "{\"$ne\":\"\"}", "\"\""}},
      {"note", {"true", "0", "[]", "{}", "[null]", "{\"toString\":1}"}},
      {"urgent", {"0", "1", "\"true\"", "[]", "{}", "[true]", "\"\""}},
      {"PIN", {"1234", "true", "[\"canary\"]", "{\"canary\":1}", "\"canary\"", "\"\""}},
  };
  for (const auto& [field, values] : wrong)
    for (const std::string& value : values)
      target.refused(field + ": " + value, "Send", with(field, value));
}

TEST_CASE("payloads: numbers that are none, or too many digits") {
  Target target;
  for (const char* const number : {"1e999",
                                   "-1e999",
                                   "1e-999",
                                   "-0",
                                   "-0.00",
                                   "00",
                                   "01.00",
                                   "+1",
                                   ".5",
                                   "1.",
                                   "0x10",
                                   "1_0",
                                   "NaN",
                                   "Infinity",
                                   "-Infinity",
                                   "nan",
                                   "inf",
                                   "1e",
                                   "1e+",
                                   "--1",
                                   "1.0.0",
                                   "1,00",
                                   "0.001",
                                   "1.0000000000000000000000000001",
                                   "10000.01",
                                   "99999999999999999999",
                                   "-1",
                                   "0",
                                   "1d",
                                   "1n",
                                   "9223372036854775808",
                                   "-9223372036854775809",
                                   "\u0661",
                                   "\uff11"})
    target.refused(number, "Send", with("price.amount", number));
  target.refused("a million digits", "Send",
                 with("price.amount", "1" + std::string(1'000'000, '0')));
  target.refused("a million digits behind the point", "Send",
                 with("price.amount", "1." + std::string(1'000'000, '1')));
  target.refused("an exponent of a million digits", "Send",
                 with("price.amount", "1e" + std::string(1'000'000, '9')));
}

TEST_CASE("payloads: keys that look like others, or that a language reads") {
  Target target;
  const Texts texts = {
      {"an unknown member", R"(,"extra":1)"},
      {"of JavaScript", R"(,"__proto__":{"approved":true})"},
      {"of JavaScript, another", R"(,"constructor":{"prototype":{"approved":true}})"},
      {"a claim of origin", R"(,"origin":"caller")"},
      {"a claim of what was proposed", R"(,"proposed":false)"},
      {"a claim of a subject", R"(,"subject":"ann","roles":["admin"])"},
      {"a claim of a context", R"(,"context":{"origin":"caller"})"},
      {"a claim in _meta", R"(,"_meta":{"origin":"caller","subject":"root"})"},
      {"the intent inside", R"(,"intent":"Unfreeze")"},
      {"a version to expect", R"(,"expected_version":0)"},
      {"an idempotency key", R"(,"idempotency_key":"k")"},
      {"a reference", R"(,"$ref":"#/state/pin")"},
      {"a dotted key", R"(,"price.amount":400.00)"},
      {"a pointer", R"(,"/price/amount":400.00)"},
      {"the same member again", R"(,"to":"eve")"},
      {"the same member, escaped", R"(,"\u0074o":"eve")"},
      {"the same object again", R"(,"price":{"amount":400.00})"},
      {"another case", R"(,"To":"eve")"},
      {"a space behind it", R"(,"to ":"eve")"},
      {"a NUL behind it", R"(,"to\u0000":"eve")"},
      {"no width behind it", ",\"to\u200b\":\"eve\""},
      {"Cyrillic o", ",\"t\u043e\":\"eve\""},
      {"full width", ",\"\uff54\uff4f\":\"eve\""},
      {"a combining mark", ",\"to\u0301\":\"eve\""},
      {"an empty key", R"(,"":1)"},
      {"a key of a megabyte", ",\"" + std::string(1 << 20, 'k') + "\":1"},
      {"ten thousand keys", repeat(R"(,"k":1)", 10'000)},
      {"a terminal in a key", R"(,"\u001b]0;owned\u0007":1)"},
      {"an escape code in a key", ",\"\x1b[2J\":1"},
      {"a secret, its name in small letters", R"(,"pin":"canary")"},
      {"a secret twice", R"(,"PIN":"9x!K","PIN":"canary")"},
      {"a secret, its key escaped, twice", R"(,"PIN":"9x!K","\u0050IN":"canary")"},
      {"a secret that never ends", R"(,"PIN":"canary)"},
      {"a secret with an escape that is none", R"(,"PIN":"canary\q")"},
  };
  for (const auto& [what, more] : texts) target.refused(what, "Send", and_more(more));
  target.refused("Cyrillic a in amount", "Send",
                 "{\"price\":{\"\u0430mount\":1.00},\"to\":\"ann\"}");
  target.refused("an extra member inside", "Send",
                 R"({"price":{"amount":1.00,"approved":true},"to":"ann"})");
}

TEST_CASE("payloads: texts that are no JSON, or not this one") {
  Target target;
  const std::string good = and_more("");
  const std::string deep(100'000, '[');
  Texts texts = {
      {"nothing", ""},
      {"blanks", " \n\t"},
      {"a NUL", std::string(1, '\0')},
      {"a NUL behind it", good + std::string(1, '\0')},
      {"a NUL inside", std::string("{\"to\":\"a\0n\"}", 12)},
      {"half of it", good.substr(0, good.size() / 2)},
      {"two of them", good + good},
      {"something behind it", good + "x"},
      {"a list", "[" + good + "]"},
      {"a text", "\"" + std::string("ann") + "\""},
      {"null", "null"},
      {"a number", "0"},
      {"depth 100,000, open", deep},
      {"depth 100,000, of objects", repeat("{\"a\":", 100'000)},
      {"depth 100,000, closed", and_more(",\"x\":" + deep + std::string(100'000, ']'))},
      {"a BOM", "\xef\xbb\xbf" + good},
      {"UTF-16", std::string("\xff\xfe{\0}\0", 6)},
      {"UTF-32", std::string("\0\0\0{\0\0\0}", 8)},
      {"a comment", "/* x */" + good},
      {"a comment to the end", good + "// x"},
      {"a trailing comma", and_more(",")},
      {"single quotes", "{'price':{'amount':1.00},'to':'ann'}"},
      {"keys without quotes", "{price:{amount:1.00},to:\"ann\"}"},
      {"a JSON Patch", R"([{"op":"replace","path":"/approved","value":true}])"},
      {"XML", "<send><to>ann</to></send>"},
      {"a format string", "%s%s%s%n"},
      {"10 MB of blanks", std::string(10 << 20, ' ')},
      {"10 MB of text", with("note", "\"" + std::string(10 << 20, 'x') + "\"")},
      {"10 MB of list", with("note", "[" + repeat("0,", 5 << 20) + "0]")},
  };
  for (const auto& [what, text] : texts) target.refused(what, "Send", text);
}

TEST_CASE("payloads: texts with bytes that are none") {
  Target target;
  const Texts texts = {
      {"a byte that is no UTF-8", "\"\xff\""},
      {"an overlong slash", "\"\xc0\xaf\""},
      {"a surrogate in UTF-8", "\"\xed\xa0\x80\""},
      {"above U+10FFFF", "\"\xf4\x90\x80\x80\""},
      {"half a character", "\"\xe2\x82\""},
      {"a lone high surrogate", R"("\ud800")"},
      {"a lone low surrogate", R"("\udc00")"},
      {"surrogates the wrong way round", R"("\udc00\ud800")"},
      {"half an escape", R"("\u12")"},
      {"an escape that is none", R"("\x41")"},
      {"a line feed as it is", "\"a\nb\""},
      {"an escape code as it is", "\"\x1b[31m\""},
      {"41 emoji", "\"" + repeat("\U0001f600", 41) + "\""},
  };
  for (const auto& [what, text] : texts) target.refused(what, "Send", with("to", text));
}

TEST_CASE("payloads: intents that there are not") {
  Target target;
  for (const std::string name :
       {"", "send", "SEND", " Send", "Send ", "Send\n", "Send.approved", "../Send", "Sen", "Send2",
        "S\u0435nd", "dispatch", "restore", "__proto__", "Send\u200b", "\x1b[2JSend", "0", "*"})
    target.refused("intent " + name, name, and_more(""));
  target.refused("a NUL in the name", std::string("Send\0", 5), and_more(""));
  target.refused("a name of a megabyte", std::string(1 << 20, 'S'), and_more(""));
}

TEST_CASE("payloads: what only a caller may give, by every way into the text") {
  Target target;
  target.refused("true", "Send", with("approved", "true"), not_permitted);
  for (const char* const value : {"null", "1", "\"true\"", "[true]", "{}"})
    target.refused(value, "Send", with("approved", value), either);
  const Texts texts = {
      {"the default first, then another", R"(,"approved":false,"approved":true)"},
      {"the default last", R"(,"approved":true,"approved":false)"},
      {"an escaped name", R"(,"appr\u006fved":true)"},
      {"each letter escaped", R"(,"\u0061\u0070\u0070\u0072\u006f\u0076\u0065\u0064":true)"},
      {"an escaped name, twice", R"(,"approved":false,"appr\u006fved":true)"},
      {"another case", R"(,"Approved":true)"},
      {"Cyrillic o", ",\"appr\u043eved\":true"},
      {"no width", ",\"appr\u200boved\":true"},
      {"a pointer", R"(,"/approved":true)"},
      {"together with another problem", R"(,"approved":true,"extra":1)"},
  };
  for (const auto& [what, more] : texts) target.refused(what, "Send", and_more(more), either);
  target.refused("before all else", "Send",
                 R"({"approved":true,"price":{"amount":400.00},"to":"ann"})", not_permitted);
  target.refused("with a payload that is denied", "Send",
                 R"({"approved":true,"price":{"amount":9000.00},"to":"ann"})", not_permitted);
  target.refused("an intent of callers alone", "Unfreeze", R"({"by":"ann"})",
                 {RefusalKind::NotPermitted, RefusalKind::NoTransition});
  target.refused(
      "the same without its field", "Unfreeze", "{}",
      {RefusalKind::NotPermitted, RefusalKind::NoTransition, RefusalKind::InvalidPayload});
}

TEST_CASE("payloads: what is right but odd counts once, as what it is") {
  Target target;
  const auto counts = [&](const std::string& json) {
    CAPTURE(json);
    ++count;
    const std::uint64_t version = target.machine.version();
    CHECK(target.watch.dispatch(target.machine, "Send", json, proposer()).outcome);
    CHECK(target.machine.version() == version + 1);
    target.look();
  };
  counts("{\"\\u0074o\":\"ann\",\"price\":{\"\\u0061mount\":1e0}}");
  counts(with("note", R"("\u001b]0;owned\u0007\u202e\u200b")"));
  counts(with("note", "\"\u202e\u200b\u009b\""));
  CHECK(target.machine.state().last.note == "\u202e\u200b\u009b");
  counts(with("PIN", "\"" + std::string(in_payload) + "\""));
  counts(with("to", R"("'; DROP TABLE steps; --")"));
  counts(with("to", R"("{sent} {pin} {0} %s ${pin}")"));
  counts(with("approved", "false"));         // its default: nothing is given
  counts(with("price.amount", "\"1.00\""));  // a decimal may be a text
  CHECK(target.machine.state().sent == writ::Decimal<2>{428'00});
}
