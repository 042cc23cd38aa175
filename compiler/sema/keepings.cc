// What each change of a body makes of the folds that are kept.
#include <algorithm>
#include <map>
#include <string>

#include "compiler/model/footprint.h"
#include "compiler/sema/kept.h"

namespace writ::sema {

using model::Contract;
using model::Expr;
using model::ExprKind;
using model::Keeping;
using model::Kept;
using model::Path;
using model::Statement;
using How = Keeping::How;
using Does = Statement::Kind;

namespace {

/// The paths that are read of a variable, in the element that it stands for.
void reads_of(const Expr& expr, const std::string& variable, std::vector<Path>& found) {
  const Expr* root = &expr;
  for (; model::is_step(*root); root = &root->operands[0])
    if (root->kind == ExprKind::At) reads_of(root->operands[1], variable, found);
  if (root->kind == ExprKind::Local) {
    if (root->text == variable) found.push_back(model::written(expr));
    return;
  }
  for (const Expr& operand : root->operands) reads_of(operand, variable, found);
}

/// The same of a kept fold, its collection aside.
std::vector<Path> reads_of(const Kept& kept, const std::string& variable) {
  std::vector<Path> found;
  const bool counts = kept.fold.fold == model::FoldKind::Count;
  for (std::size_t i = counts ? 2 : 1; i < kept.fold.operands.size(); ++i)
    reads_of(kept.fold.operands[i], variable, found);
  return found;
}

/// What a change writes of an element.
struct Written {
  Path fields;        ///< up to the first key, or what is in an optional or a variant
  bool whole = true;  ///< that is all of the way: the field itself is another one
};

class Keepings {
 public:
  explicit Keepings(const Contract& contract) : contract_(contract) {}

  void body(std::vector<Statement>& statements) {
    for (Statement& one : statements) {
      if (model::is_change(one.kind)) change(one);
      if (one.kind == Does::For) enter(one);
      body(one.body);
      body(one.otherwise);
    }
  }

 private:
  /// What is known of the variable of a loop.
  enum class Element : std::uint8_t {
    Unknown,  ///< it is in no element of the state, or nobody knows of which
    Keyless,  ///< it is in an element that the loop was led to by a key
    Whole,    ///< it is, or is in, what an outer loop runs over: its key has a name, too
  };

  void enter(const Statement& loop) {
    const std::string& variable = loop.second.empty() ? loop.name : loop.second;
    const Expr* root = &loop.value;
    bool keyed = false;
    for (; model::is_step(*root); root = &root->operands[0]) keyed |= root->kind == ExprKind::At;
    Element of = Element::Unknown;
    if (root->kind == ExprKind::State && !loop.value.partial)
      of = keyed ? Element::Keyless : Element::Whole;
    if (root->kind == ExprKind::Local && !loop.value.partial) {
      const auto outer = elements_.find(root->text);
      if (outer != elements_.end()) of = outer->second;
    }
    elements_[variable] = of;
  }

  void change(Statement& one) const {
    one.keeps.clear();
    for (std::size_t i = 0; i < contract_.kept.size(); ++i) {
      if (!model::overlap(contract_.kept[i].collection, one.path)) continue;
      if (const std::optional<How> how = how_of(one, contract_.kept[i]))
        one.keeps.push_back({static_cast<model::KeptId>(i), *how});
    }
  }

  [[nodiscard]] std::optional<How> how_of(const Statement& change, const Kept& kept) const {
    if (change.path.size() < kept.collection.size()) return How::Anew;
    // The outermost key on the way is that of the element.
    const Expr* root = &change.place;
    const Expr* element = nullptr;
    for (; model::is_step(*root); root = &root->operands[0])
      if (root->kind == ExprKind::At) element = root;
    if (root->kind == ExprKind::Local) return in_loop(change, kept, root);
    if (!element) return of_collection(change.kind);
    if (element == &change.place && change.kind == Does::Set) return How::Replaced;
    return in_element(change, kept, written(change.place, element), true);
  }

  static std::optional<How> of_collection(Does kind) {
    switch (kind) {
      case Does::Push:
      case Does::Insert:
      case Does::Add: return How::Added;
      case Does::Pop:
      case Does::RemoveAt:
      case Does::Remove: return How::Removed;
      case Does::Clear: return How::Emptied;
      case Does::Sort: return std::nullopt;  // a sum does not depend on the order
      default: return How::Anew;
    }
  }

  [[nodiscard]] std::optional<How> in_loop(const Statement& change, const Kept& kept,
                                           const Expr* root) const {
    const std::optional<How> how = in_element(change, kept, written(change.place, root), false);
    if (!how) return how;
    const auto known = elements_.find(root->text);
    const Element of = known == elements_.end() ? Element::Unknown : known->second;
    const bool has_key = !kept.fold.second.empty() && !reads_of(kept, kept.fold.text).empty();
    if (of == Element::Unknown || (of == Element::Keyless && has_key)) return How::Anew;
    return how;
  }

  /// Of what lies in an element, or is one; nothing when that is not read.
  static std::optional<How> in_element(const Statement& change, const Kept& kept,
                                       const Written& written, bool direct) {
    const std::string& variable = kept.fold.second.empty() ? kept.fold.text : kept.fold.second;
    bool touched = false;
    bool around = false;
    for (const Path& read : reads_of(kept, variable)) {
      if (!model::overlap(read, written.fields)) continue;
      touched = true;
      around |= read.size() < written.fields.size();
    }
    if (!touched) return std::nullopt;
    const bool set = change.kind == Does::Set && written.whole;
    return direct && set && !around ? How::Part : How::Inside;
  }

  static Written written(const Expr& place, const Expr* element) {
    Written out;
    for (const Expr* step = &place; step != element; step = &step->operands[0]) {
      if (step->kind == ExprKind::Field) {
        out.fields.push_back(static_cast<std::uint32_t>(step->number));
      } else {
        out = {{}, false};
      }
    }
    std::reverse(out.fields.begin(), out.fields.end());
    return out;
  }

  const Contract& contract_;
  std::map<std::string, Element> elements_;  // by the variables of the loops around
};

}  // namespace

void note_keepings(const Contract& contract, std::vector<Statement>& body) {
  Keepings(contract).body(body);
}

}  // namespace writ::sema
