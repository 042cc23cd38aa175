// Random declarations, and the whole of a contract.
#include "maker.h"

namespace agreement {

void Maker::write_state() {
  open("state");
  in_state_ = true;
  write_fields(state_, 3 + chance_.below(5), 3, true);
  in_state_ = false;
  if (chance_.percent(70)) {  // there is something to go through
    FieldText one{fresh("f"), collection(2)};
    line(one.name + ": " + types_[one.type].text);
    state_.push_back(one);
  }
  if (chance_.once_in(6)) {
    FieldText one{fresh("f"), plain(Sort::Int), true};
    line(one.name + ": int = 3 ephemeral");
    state_.push_back(one);
  }
  if (chance_.once_in(4)) {
    secrets_.push_back(fresh("s"));
    line(secrets_.back() + ": secret string(..20) = \"s\"");
  }
  close();
}

void Maker::write_phases() {
  if (chance_.percent(30)) return;
  std::string out;
  for (std::size_t n = 2 + chance_.below(3); n > 0; --n) {
    const std::string phase = fresh("P");
    phases_.push_back(phase);
    out += (out.empty() ? "" : ", ") + phase;
    if (chance_.percent(30)) {
      const std::string a = fresh("P");
      const std::string b = fresh("P");
      out += " { " + a + ", " + b + " }";
      leaves_.insert(leaves_.end(), {a, b});
      phases_.insert(phases_.end(), {a, b});
    } else {
      leaves_.push_back(phase);
      if (n == 1 && chance_.percent(30)) out += " final";
    }
  }
  line("phases { " + out + " }");
}

std::string Maker::phase_set() {
  const std::string one = chance_.of(phases_);
  if (chance_.percent(60)) return one;
  return "{" + one + ", " + chance_.of(phases_) + "}";
}

void Maker::write_intents() {
  for (std::size_t n = 2 + chance_.below(4); n > 0; --n) {
    RecordText one{fresh("I"), {}};
    TypeNumber reply = 0;
    open("intent " + one.name);
    write_fields(one.fields, 1 + chance_.below(4), 2, true);
    if (chance_.percent(50)) {  // of a type that is in the state, so that it meets something there
      FieldText field{fresh("f"), chance_.of(state_).type};
      line(field.name + ": " + types_[field.type].text);
      one.fields.push_back(field);
    }
    if (chance_.once_in(8)) {
      FieldText field{fresh("f"), plain(Sort::Int), true};
      line(field.name + ": int = 0 authored");
      one.fields.push_back(field);
    }
    if (!secrets_.empty()) line("secret_text: secret string(..20) = \"\"");
    if (chance_.percent(25)) {
      reply = plain(chance_.percent(60) ? Sort::Int : Sort::String);
      close("}: " + types_[reply].text);
    } else {
      close();
    }
    intents_.push_back(one);
    replies_.push_back(reply);
  }
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    RecordText one{fresh("Event"), {}};
    open("event " + one.name);
    write_fields(one.fields, chance_.below(4), 2, false);
    close();
    events_.push_back(one);
  }
}

void Maker::write_functions() {
  for (std::size_t n = chance_.below(4); n > 0; --n) {
    FunctionText one{fresh("g"), {}, 0};
    const bool reads_state = chance_.percent(50);
    const std::vector<Name> outside = scope_;
    if (!reads_state) scope_.clear();
    std::string parameters;
    for (std::size_t p = chance_.below(3); p > 0; --p) {
      const TypeNumber type = chance_.percent(70) || wholes_.empty()
                                  ? plain(static_cast<Sort>(chance_.below(5)))
                                  : chance_.of(wholes_);
      const std::string name = fresh("p");
      parameters += (parameters.empty() ? "" : ", ") + name + ": " + types_[type].text;
      one.parameters.push_back(type);
      for (int i = 0; i < 3; ++i) scope_.push_back({name, type});
    }
    one.result = plain(static_cast<Sort>(chance_.below(5)));
    one.reads_step = reads_state && chance_.once_in(4);
    has_step_ = one.reads_step;
    line("fn " + one.name + (parameters.empty() ? "" : "(" + parameters + ")") + ": " +
         types_[one.result].text + " = " + value(one.result, 3));
    has_step_ = false;
    scope_ = outside;
    functions_.push_back(one);
    calls_ = functions_.size();
  }
  if (chance_.percent(30)) {
    const TypeNumber type = plain(static_cast<Sort>(chance_.below(5)));
    line("view " + fresh("w") + ": " + types_[type].text + " = " + value(type, 2));
  }
}

void Maker::write_guards() {
  const std::vector<Name> outside = scope_;
  has_step_ = true;
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    const std::string name = fresh("G");
    if (chance_.once_in(4)) {
      named_guards_.push_back(name);
      open("guard " + name);
      line("require " + condition(2) + " else " + message());
      close();
      continue;
    }
    const RecordText& intent = chance_.of(intents_);
    open("guard " + name + " on " + intent.name +
         (!phases_.empty() && chance_.once_in(4) ? " in " + chance_.of(phases_) : ""));
    for (const FieldText& field : intent.fields)
      for (int i = 0; i < 2; ++i) scope_.push_back({"intent." + field.name, field.type});
    for (std::size_t c = 1 + chance_.below(2); c > 0; --c) {
      std::string clause = "require " + condition(2) +
                           (chance_.percent(50) ? " or " + condition(1) : "") + " else " +
                           message();
      std::vector<FieldText> scalars;
      for (const FieldText& field : intent.fields)
        if (is_scalar(field.type)) scalars.push_back(field);
      if (!scalars.empty() && chance_.percent(60)) {
        const FieldText& field = chance_.of(scalars);
        clause += " suggest { " + field.name + ": " + value(field.type, 2) + " }";
      } else if (chance_.once_in(8)) {
        clause += " final";
      }
      line(clause);
    }
    close();
    scope_ = outside;
  }
  has_step_ = false;
}

void Maker::write_transitions() {
  const std::vector<Name> outside = scope_;
  has_step_ = may_draw_ = true;
  for (std::size_t i = 0; i < intents_.size(); ++i) {
    const bool creates = created_ && i == 0;
    const std::size_t ways = creates ? 1 : 1 + chance_.below(2);
    for (std::size_t way = 0; way < ways; ++way) {
      const RecordText& intent = intents_[i];
      for (const FieldText& field : intent.fields)
        for (int n = 0; n < 2; ++n) scope_.push_back({"intent." + field.name, field.type});
      std::string head = "on " + intent.name;
      if (!creates && !phases_.empty() && chance_.percent(35)) head += " in " + chance_.of(phases_);
      may_draw_ = false;
      if (way + 1 < ways) head += " when " + condition(2);
      may_draw_ = true;
      if (!creates && chance_.once_in(14)) {
        line("refuse" + head.substr(2) + " else " + message());
        scope_ = outside;
        continue;
      }
      if (creates)
        head += " creates";
      else if (!phases_.empty() && chance_.percent(50))
        head += " -> " + chance_.of(phases_);
      open(head);
      in_body_ = true;
      require_lines(chance_.percent(35) ? 1 + chance_.below(2) : 0);
      for (const FieldText& field : state_)
        if (!creates && chance_.once_in(6)) scope_.push_back({"old." + field.name, field.type});
      if (!secrets_.empty() && chance_.percent(30)) line(secrets_[0] + " = intent.secret_text");
      body(1 + chance_.below(4), 2);
      if (replies_[i]) reply(replies_[i]);
      in_body_ = false;
      close();
      scope_ = outside;
    }
  }
  for (std::size_t n = phases_.empty() ? 0 : chance_.below(3); n > 0; --n) {
    open((chance_.percent(60) ? "enter " : "leave ") + chance_.of(phases_));
    body(1 + chance_.below(2), 1);
    close();
    scope_ = outside;
  }
  has_step_ = may_draw_ = false;
}

/// Such as hold in the beginning, when collections are empty.
void Maker::write_invariants() {
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    Place place;
    for (int tries = 0; tries < 20; ++tries)
      if (const FieldText& field = chance_.of(state_); types_[field.type].sort >= Sort::List)
        place = {field.name, field.type};
    const std::size_t before = scope_.size();
    if (place.text.empty()) {
      line("never " + fresh("n") + ": " + condition(2));
    } else if (types_[place.type].sort != Sort::Map && chance_.percent(50)) {
      const std::string x = fresh("x");
      for (int i = 0; i < 5; ++i) scope_.push_back({x, types_[place.type].element});
      line("invariant " + fresh("n") + ": all(" + condition(1) + " or " + condition(1) + " for " +
           x + " in " + place.text + ")");
    } else {
      line("invariant " + fresh("n") + ": " + place.text + ".size < " +
           std::to_string(1 + chance_.below(3)) + " or " + condition(2));
    }
    scope_.resize(before);
  }
}

std::string Maker::contract(const std::string& name) {
  line("contract " + name + " version 1");
  make_types();
  write_state();
  write_phases();
  created_ = chance_.once_in(7);
  write_intents();
  for (const FieldText& field : state_) scope_.push_back({field.name, field.type, true});
  write_functions();
  write_guards();
  write_transitions();
  write_invariants();
  return out_;
}

}  // namespace agreement
