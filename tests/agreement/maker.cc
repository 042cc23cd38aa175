// Random declarations, and the whole of a contract.
#include "maker.h"

namespace agreement {

void Maker::write_state() {
  open("state");
  in_state_ = true;
  write_fields(state_, 3 + chance_.below(4), 3, true);
  in_state_ = false;
  if (chance_.percent(75)) {  // there is something to go through
    FieldText one{fresh("f"), collection(2)};
    while (!types_[one.type].has_zero) one.type = collection(2);
    line(one.name + ": " + types_[one.type].text);
    state_.push_back(one);
  }
  write_special_fields();
  close();
}

/// What timers are due at, what is not stored, what is not shown.
void Maker::write_special_fields() {
  const auto add_field = [&](TypeNumber type, const std::string& rest) {
    state_.push_back({fresh("f"), type, true});
    line(state_.back().name + ": " + types_[type].text + rest);
  };
  if (chance_.percent(35))
    add_field(plain(Sort::Duration), " = " + literal(plain(Sort::Duration), 0));
  if (chance_.percent(35)) add_field(optional_of(plain(Sort::Instant)), "");
  if (chance_.once_in(6)) {
    const TypeNumber type = scalar();
    add_field(type, " = " + literal(type, 0) + " ephemeral");
  }
  if (chance_.once_in(4)) {
    secrets_.push_back({fresh("s"), scalar(), true});
    line(secrets_[0].name + ": secret " + types_[secrets_[0].type].text + " = " +
         literal(secrets_[0].type, 0));
  }
}

/// ` idempotent by …`, where a field may be a key, or nothing.
std::string Maker::key_of(const RecordText& intent) {
  for (const FieldText& field : intent.fields) {
    switch (types_[field.type].sort) {
      case Sort::Int:
      case Sort::String:
      case Sort::Instant:
      case Sort::Date:
      case Sort::Uuid:
      case Sort::Enum: break;
      default: continue;
    }
    return " idempotent by " + field.name + (chance_.percent(60) ? " for 1h" : "");
  }
  return "";
}

void Maker::write_intent() {
  RecordText one{fresh("I"), {}};
  TypeNumber reply = 0;
  open("intent " + one.name);
  write_fields(one.fields, chance_.below(4), 2, true);
  for (std::size_t n = chance_.below(3); n > 0; --n) {  // it meets something in the state
    FieldText field{fresh("f"), chance_.of(state_).type};
    if (has_no_name(field.type)) continue;
    line(field.name + ": " + types_[field.type].text);
    one.fields.push_back(field);
  }
  if (chance_.once_in(5)) {
    const TypeNumber type = chance_.percent(50) ? scalar() : optional_of(scalar());
    const bool is_optional = types_[type].sort == Sort::Optional;
    one.fields.push_back({fresh("f"), type, true});
    line(one.fields.back().name + ": " + types_[type].text +
         (is_optional ? "" : " = " + literal(type, 0)) + " authored");
  }
  if (!secrets_.empty())
    line(std::string(secret_member) + ": secret " + types_[secrets_[0].type].text + " = " +
         literal(secrets_[0].type, 0));
  if (chance_.percent(25))
    reply = chance_.percent(80) ? plain(chance_.percent(60) ? Sort::Int : Sort::String) : any(1);
  close((reply ? "}: " + types_[reply].text : "}") + (chance_.percent(30) ? key_of(one) : ""));
  intents_.push_back(one);
  replies_.push_back(reply);
}

void Maker::write_events() {
  for (std::size_t n = chance_.below(3); n > 0; --n) {
    RecordText one{fresh("Event"), {}};
    open("event " + one.name);
    write_fields(one.fields, chance_.below(4), 2, false);
    close();
    events_.push_back(one);
  }
}

void Maker::write_intents() {
  for (std::size_t n = 2 + chance_.below(3); n > 0; --n) write_intent();
  write_events();
}

void Maker::write_function(bool reads_state) {
  FunctionText one{fresh("g"), {}, 0};
  const std::vector<Name> outside = scope_;
  if (!reads_state) scope_ = constants_;
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
  const bool counts = reads_state && parameters.empty() && chance_.percent(50);
  if (counts) one.result = plain(Sort::Int);
  line("fn " + one.name + (parameters.empty() ? "" : "(" + parameters + ")") + ": " +
       types_[one.result].text + " = " + (counts ? kept_count() : value(one.result, 3)));
  has_step_ = false;
  scope_ = outside;
  functions_.push_back(one);
  calls_ = functions_.size();
}

void Maker::write_functions() {
  for (std::size_t n = chance_.below(4); n > 0; --n) write_function(chance_.percent(60));
  if (chance_.percent(20)) {
    const TypeNumber type = plain(static_cast<Sort>(chance_.below(5)));
    line("view " + fresh("w") + ": " + types_[type].text + " = " + value(type, 2));
  }
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
    } else if (chance_.percent(25)) {
      line("invariant " + fresh("n") + ": " + kept_count() + " < " +
           std::to_string(2 + chance_.below(6)));
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

/// Claims of all runs, which no step may notice.
void Maker::write_claims() {
  if (groups_.empty() || !chance_.once_in(8)) return;
  line("property " + fresh("n") + ": phase in " + phase_set() + " leads to " + condition(1));
  line("reachable " + some_phase());
}

std::string Maker::module() {
  make_types();
  scope_ = constants_;
  for (std::size_t n = 1 + chance_.below(3); n > 0; --n) write_function(false);
  return out_;
}

std::string Maker::contract(const std::string& name) {
  line("contract " + name + " version 1");
  if (imported_.empty()) {
    make_types();
  } else {
    line("import \"" + imported_ + "\"");
    make_more_types();
  }
  write_state();
  write_phases();
  created_ = chance_.once_in(7);
  write_intents();
  scope_ = constants_;
  for (const FieldText& field : state_) scope_.push_back({field.name, field.type, true});
  write_functions();
  write_guards();
  write_transitions();
  write_timers();
  write_hooks();
  write_invariants();
  write_claims();
  return out_;
}

}  // namespace agreement
