/// Expressions of the model as C++ expressions.
///
/// An expression that may have no value notes so in a `writ::Fault`, which whoever uses the text
/// declares before and tests after it. Reads see the state as it will be: what a body has computed
/// and not yet written is listed in `pending`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/emit/phases.h"
#include "compiler/model/contract.h"
#include "compiler/model/footprint.h"

namespace writ::emit {

/// What a change that is not yet written does to the size of a collection, where that can be said.
enum class Resize : std::uint8_t { Unknown, OneMore, OneLess, OneLessOrEmpty, Empty };

/// A change that is computed and not yet written.
struct Pending {
  const model::Expr* place = nullptr;
  bool pushed = false;  ///< `text` is one more element of the list `place`
  bool written = true;  ///< false: `text` is just another name of `place` as it is now
  bool known = true;    ///< false: nothing says what it will be, but perhaps its size
  Resize resize = Resize::Unknown;
  std::string text;
};

/// One element of a collection, as the variables of a fold over it stand for it.
struct Element {
  std::string key;    ///< of a map
  std::string value;  ///< `*lines_slot`, `intent.line`
  model::Path part;   ///< a field in it that is to be read as `part_text`; none when that is empty
  std::string part_text;
};

class Lower {
 public:
  explicit Lower(const model::Contract& contract)
      : phase(phase_parameter(contract)), contract_(contract) {}

  // How things are called where the text will stand.
  std::string state = "state";
  std::string phase;  // of one group `phase`, of several `phases`
  std::string payload = "intent";
  std::string fault = "fault";
  /// What the contract knows to be there may be gone: the text is run later, on another state.
  bool doubtful = false;
  std::string moment = "moment";
  std::string sums = "sums";  // what is kept of folds

  std::vector<Pending> pending;
  /// What `old` was, where the state is written in place: paths that have been kept, and as what.
  std::vector<std::pair<model::Path, std::string>> old;
  /// What is kept of folds, where a body has computed what it will be, and as what.
  std::map<model::KeptId, std::string> computed_kept;
  /// The phases of those groups of which the reader of the text knows it.
  std::vector<model::PhaseId> known_phases;
  /// From here on the reader knows this one, and no other one of its group.
  void know(model::PhaseId phase);
  /// From here on the reader does not know which phase of its group it is.
  void forget(model::GroupId group);

  /// The expression; to be put between commas or parentheses.
  [[nodiscard]] std::string operator()(const model::Expr& expr) { return lower(expr).text; }
  /// The same as a value of the C++ type that holds it: a view of a text becomes a text.
  [[nodiscard]] std::string stored(const model::Expr& expr);
  /// The negation of a condition, without needless parentheses.
  [[nodiscard]] std::string negated(const model::Expr& condition);
  /// The values in the text of an `else`, as texts: one that there is not is `?`.
  [[nodiscard]] std::vector<std::string> values(const model::Expr& message);

  /// What a fold that is kept is, gone through the collection once.
  [[nodiscard]] std::string worked_out(const model::Kept& kept);
  /// What it is now, before what the body has computed.
  [[nodiscard]] std::string carried(model::KeptId id);
  /// What one element adds to it, to be put behind a `+` or `-`.
  [[nodiscard]] std::string term(const model::Kept& kept, const Element& element);

  /// Was `fault` named since the last time this was asked?
  [[nodiscard]] bool take_fault() { return std::exchange(names_fault_, false); }
  /// Was this parameter named in any text: `state`, `phase`, `payload`, or one of a function?
  [[nodiscard]] bool named(const std::string& parameter) const {
    return named_.contains(parameter);
  }

  /// An expression read something that a pending change will change, in a way that cannot be said.
  [[nodiscard]] bool conflict() const { return conflict_; }

 private:
  /// C++ text and how tightly it binds: 0 for names and calls, then the rank of its operator.
  struct Text {
    std::string text;
    int rank = 0;
  };
  Text lower(const model::Expr& expr);
  std::string operand(const model::Expr& expr, int rank);
  Text field_or_element(const model::Expr& expr);
  std::string access(const model::Expr& path);
  Text binary(const model::Expr& expr);
  Text arithmetic(const model::Expr& expr);
  Text infix(const model::Expr& expr);
  Text logic(const model::Expr& expr);
  Text in_phases(const model::Expr& expr);
  std::string coalesce(const model::Expr& expr);
  std::string found(const model::Expr& expr);
  Text call(const model::Expr& expr);
  std::string builtin(const model::Expr& expr);
  std::string proposed(const model::Expr& expr);
  std::string context(const model::Expr& expr);
  std::string size(const model::Expr& expr);
  std::string resized(const model::Expr& whole);
  // literals.cc: what is built, and what is in optionals and variants
  Text structured(const model::Expr& expr);
  std::string held(const model::Expr& optional);
  std::string place(const model::Expr& path);
  std::string make(const model::Expr& expr);
  std::string list_of(const model::Expr& expr, const std::string& head);
  std::string checked(const model::Expr& expr);
  std::string with(const model::Expr& expr);
  [[nodiscard]] bool may_be_listed(const model::Expr& value) const;
  Text chosen(const model::Expr& expr);
  // folds.cc
  std::string fold(const model::Expr& expr, const std::string& sum_name = "sum");
  std::string sum(const model::Expr& expr, const std::string& source, const std::string& name);
  Text term_of(const model::Expr& expr);
  // kept.cc
  Text read_kept(const model::Expr& fold, bool negated);
  const std::string* stands_for(const model::Expr& path) const;
  std::string visitor(const model::Expr& fold, const std::string& result,
                      const std::string& returns = {});
  std::string concat(const model::Expr& expr);
  std::string shown(const model::Expr& value);
  std::string negate(const model::Expr& expr);
  std::string matches(const model::Expr& expr);
  std::string widen(const model::Expr& expr);
  std::string range(const model::Expr& collection);
  const Pending* pending_at(const model::Expr& path);
  void note_reads(const model::Expr& expr);
  void note_keys(const model::Expr& path);

  /// What is put into a text, and what it names.
  std::string name(const std::string& parameter) { return *named_.insert(parameter).first; }
  /// `fault`, to be named in the text.
  std::string named_fault() {
    names_fault_ = true;
    return name(fault);
  }

  const model::Contract& contract_;
  bool conflict_ = false;
  bool names_fault_ = false;
  std::set<std::string> named_;
  const model::Expr* fold_ = nullptr;  // whose variables stand for `element_`
  Element element_;
  int found_ = 0;  // how many elements of paths have been called `found_1`, `found_2` …
};

/// How a Local is called: as in the contract, or, one of `$1`, `$2` …, `bound_1`.
[[nodiscard]] std::string bound_name(const std::string& local);
/// Is it a chain of Field, At, Value and Case down to `root`?
[[nodiscard]] bool is_path(const model::Expr& expr, model::ExprKind root);
/// `old.a.b`, but nothing behind an index, a key or an optional of it.
[[nodiscard]] bool is_old_field(const model::Expr& path);

/// The parameters of a contract's function. With the lowering of its value, those that the text
/// does not name have no name.
[[nodiscard]] std::string parameters(const model::Contract& contract,
                                     const model::Function& function, const Lower* value = nullptr);

}  // namespace writ::emit
