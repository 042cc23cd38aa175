// Random guards and transitions.
#include "maker.h"

namespace agreement {

/// The payload of an intent is often what is read.
void Maker::see_payload(const RecordText& intent) {
  for (const FieldText& field : intent.fields)
    for (int n = 0; n < 2; ++n) scope_.push_back({"intent." + field.name, field.type});
}

void Maker::see_old() {
  for (const FieldText& field : state_)
    if (chance_.once_in(5)) scope_.push_back({"old." + field.name, field.type});
}

/// ` suggest { … }`, where there is a single value to suggest, or nothing.
std::string Maker::suggestion(const RecordText& intent) {
  std::vector<FieldText> scalars;
  for (const FieldText& field : intent.fields)
    if (is_scalar(field.type)) scalars.push_back(field);
  if (scalars.empty()) return "";
  const FieldText& one = chance_.of(scalars);
  std::string out = " suggest { " + one.name + ": " + value(one.type, 2);
  const FieldText& two = chance_.of(scalars);
  if (two.name != one.name && chance_.percent(40))
    out += ", " + two.name + ": " + value(two.type, 1);
  return out + " }";
}

void Maker::write_named_guard() {
  named_guards_.push_back(fresh("G"));
  open("guard " + named_guards_.back());
  line("require " + condition(2) + " else " + message());
  close();
}

void Maker::write_guards() {
  const std::vector<Name> outside = scope_;
  has_step_ = may_draw_ = true;
  for (std::size_t n = chance_.below(4); n > 0; --n) {
    if (chance_.once_in(4)) {
      write_named_guard();
      continue;
    }
    const RecordText& intent = chance_.of(intents_);
    const RecordText& other = chance_.of(intents_);
    const bool two = other.name != intent.name && chance_.once_in(5);
    open("guard " + fresh("G") + " on " + intent.name + (two ? ", " + other.name : "") +
         (!phases_.empty() && chance_.once_in(4) ? inside() : ""));
    if (!two) see_payload(intent);
    for (std::size_t c = 1 + chance_.below(2); c > 0; --c) {
      std::string clause = "require " + condition(2) +
                           (chance_.percent(75) ? " or " + condition(1) : "") + " else " +
                           message();
      if (!two && chance_.percent(60)) {
        clause += suggestion(intent);
      } else if (chance_.once_in(6)) {
        clause += " final";
      }
      line(clause);
    }
    close();
    scope_ = outside;
  }
  has_step_ = may_draw_ = false;
}

/// `on A when c -> P`, or a `refuse`, which is written as a whole and is nothing here.
std::string Maker::head_of(const RecordText& intent, bool creates, bool last) {
  std::string head = intent.name;
  if (!creates && !phases_.empty() && chance_.percent(40)) head += inside();
  may_draw_ = false;
  if (!last || chance_.once_in(5)) head += " when " + condition(2);
  may_draw_ = true;
  if (!creates && chance_.once_in(14)) {
    line("refuse " + head + " else " + message() + (chance_.percent(40) ? suggestion(intent) : ""));
    return "";
  }
  const bool moves = !groups_.empty() && chance_.percent(creates ? 30 : 55);
  if (creates) return "on " + head + " creates" + (moves ? " " + target(false) : "");
  return "on " + head + (moves ? " -> " + target(true) : "");
}

void Maker::write_transition(std::size_t of, bool last) {
  const RecordText& intent = intents_[of];
  const bool creates = created_ && of == 0;
  see_payload(intent);
  const std::string head = head_of(intent, creates, last);
  if (head.empty()) return;
  open(head);
  in_body_ = true;
  require_lines(chance_.percent(30) ? 1 + chance_.below(2) : 0);
  if (!creates) see_old();
  if (!secrets_.empty() && chance_.percent(30))
    line(secrets_[0].name + " = intent." + secret_member);
  body(1 + chance_.below(4), 2);
  if (replies_[of]) reply(replies_[of]);
  in_body_ = false;
  close();
}

void Maker::write_transitions() {
  const std::vector<Name> outside = scope_;
  has_step_ = may_draw_ = true;
  for (std::size_t i = 0; i < intents_.size(); ++i) {
    const std::size_t ways = created_ && i == 0 ? 1 : 1 + chance_.below(3);
    for (std::size_t way = 1; way <= ways; ++way) {
      write_transition(i, way == ways);
      scope_ = outside;
    }
  }
  const bool silent = intents_.size() > 2 && replies_[1] == 0 && replies_[2] == 0;
  if (silent && !phases_.empty() && chance_.once_in(4)) {  // one for several
    open("on " + intents_[1].name + ", " + intents_[2].name + inside() + " -> " + target(true));
    body(1 + chance_.below(2), 1);
    close();
    scope_ = outside;
  }
  has_step_ = may_draw_ = false;
}

}  // namespace agreement
