#include "compiler/sema/messages.h"

#include <map>
#include <string>
#include <utility>

namespace writ::sema {

using model::Contract;
using model::RecordId;
using model::Type;

namespace {

class Namer {
 public:
  explicit Namer(Contract& contract) : contract_(contract) {}

  void name() {
    for (model::Guard& guard : contract_.guards)
      for (model::GuardOn& on : guard.on)
        for (model::Clause& clause : on.clauses)
          clause.require.key = key("guard." + guard.name, clause.require.span);
    for (model::Transition& transition : contract_.transitions) {
      statements(transition.body, kind(transition) + header(transition));
      for (model::Ensure& ensure : transition.ensures)
        ensure.key = key("ensure." + header(transition), ensure.span);
    }
    for (std::size_t i = 0; i < contract_.records.size(); ++i) record(static_cast<RecordId>(i));
    for (Type& type : contract_.types)
      if (type.said && !type.said->alias.empty())
        type.said->key = "type." + module_of(type.said->span) + type.said->alias;
  }

 private:
  /// The same place has the same key, for whichever intent it is asked.
  std::string key(const std::string& prefix, source::Span span) {
    std::string& known = by_place_[{span.file, span.begin}];
    if (known.empty()) known = prefix + "." + std::to_string(++counts_[prefix]);
    return known;
  }

  void statements(std::vector<model::Statement>& body, const std::string& prefix) {
    for (model::Statement& one : body) {
      if (one.require) {
        const std::string& guard = one.require->guard;
        one.require->key = key(guard.empty() ? prefix : "guard." + guard, one.require->span);
      }
      statements(one.body, prefix);
      statements(one.otherwise, prefix);
    }
  }

  static std::string kind(const model::Transition& transition) {
    if (transition.timer) return "timer.";
    return transition.refuses ? "refuse." : "on.";
  }

  /// `Pay.Draft`: an intent, and the phases as written; the name of a timer.
  [[nodiscard]] std::string header(const model::Transition& transition) const {
    if (transition.timer) return contract_.timers[model::index(*transition.timer)].name;
    std::string text = contract_.intents[model::index(transition.intent)].name;
    for (const std::string& phase : transition.in)
      text += (&phase == transition.in.data() ? "." : "-") + phase;
    return text;
  }

  /// `money.` for a module that is imported.
  [[nodiscard]] std::string module_of(source::Span span) const {
    for (std::size_t i = 1; i < contract_.modules.size(); ++i)
      if (contract_.modules[i].file == span.file) return contract_.modules[i].name + ".";
    return {};
  }

  /// What the fields of a record say; an inline one is named after the field that it is in.
  void record(RecordId id) {
    const model::Record& record = contract_.record(id);
    if (record.kind != model::Record::Kind::Inline) fields(id, "field." + name_of(record));
  }

  void fields(RecordId id, const std::string& path) {
    for (const model::Field& field : contract_.record(id).fields) {
      model::TypeId type = field.type;
      if (contract_.type(type).kind == Type::Kind::Optional) type = contract_.type(type).element;
      Type& of = contract_.types[model::index(type)];
      const std::string here = path + "." + field.name;
      if (of.said && of.said->alias.empty()) of.said->key = here;
      const bool inner = of.kind == Type::Kind::Record && contract_.record(of.record).owner == id;
      if (inner) fields(of.record, here);
    }
  }

  [[nodiscard]] std::string name_of(const model::Record& record) const {
    switch (record.kind) {
      case model::Record::Kind::State: return "state";
      case model::Record::Kind::Event: return "event." + record.name;
      case model::Record::Kind::Case:
        return module_of(record.span) + contract_.variant(record.variant).name + "." + record.name;
      default: return module_of(record.span) + record.name;
    }
  }

  Contract& contract_;
  std::map<std::pair<source::FileId, std::uint32_t>, std::string> by_place_;
  std::map<std::string, int> counts_;
};

}  // namespace

void name_messages(Contract& contract) { Namer(contract).name(); }

}  // namespace writ::sema
