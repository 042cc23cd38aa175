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
  /// In which element of a collection of the state the variable of a loop stands.
  struct Place {
    bool known = false;      ///< the variable stands in one at all, and the step knows in which
    bool has_key = false;    ///< the key of that element has a name in the step
    bool is_element = true;  ///< the variable is the element; else it is somewhere in `inside`
    Path inside;
  };

  void enter(const Statement& loop) {
    const std::string& variable = loop.second.empty() ? loop.name : loop.second;
    places_[variable] = loop.value.partial ? Place() : place_of(loop.value);
  }

  /// Where the elements of a collection stand.
  [[nodiscard]] Place place_of(const Expr& collection) const {
    const Expr* element = nullptr;
    const Expr* root = outermost_key(collection, element);
    if (root->kind == ExprKind::State && !element) return {true, true, true, {}};
    if (root->kind == ExprKind::State)
      return {true, false, false, written(collection, element).fields};
    const auto outer = places_.find(root->text);
    if (root->kind != ExprKind::Local || outer == places_.end()) return {};
    Place place = outer->second;
    if (place.is_element) place.inside = written(collection, root).fields;
    place.is_element = false;
    return place;
  }

  /// The root of a path; `key` becomes the outermost At on it, if there is one.
  static const Expr* outermost_key(const Expr& path, const Expr*& key) {
    const Expr* root = &path;
    for (; model::is_step(*root); root = &root->operands[0])
      if (root->kind == ExprKind::At) key = root;
    return root;
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
    const Expr* element = nullptr;
    const Expr* root = outermost_key(change.place, element);
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
    const auto found = places_.find(root->text);
    const Place place = found == places_.end() ? Place() : found->second;
    if (!place.known) return How::Anew;
    const Written what =
        place.is_element ? written(change.place, root) : Written{place.inside, false};
    const std::optional<How> how = in_element(change, kept, what, false);
    const bool reads_key = !kept.fold.second.empty() && !reads_of(kept, kept.fold.text).empty();
    return how && reads_key && !place.has_key ? How::Anew : how;
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
  std::map<std::string, Place> places_;  // by the variables of the loops around
};

}  // namespace

void note_keepings(const Contract& contract, std::vector<Statement>& body) {
  Keepings(contract).body(body);
}

}  // namespace writ::sema
