#include "compiler/model/footprint.h"

#include <algorithm>

namespace writ::model {

namespace {

/// Goes through expressions, and once through each function that they call.
class Reader {
 public:
  explicit Reader(const Contract& contract)
      : contract_(contract), called_(contract.functions.size(), false) {}

  Footprint all(const Expr& expr) {
    read(expr);
    // A list of what is still to be read, and no recursion: calls may chain as far as a file goes.
    while (!pending_.empty()) {
      const std::size_t function = pending_.back();
      pending_.pop_back();
      read(contract_.functions[function].value);
    }
    return std::move(found_);
  }

 private:
  void read(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::State:
      case ExprKind::Field:
      case ExprKind::Value:
      case ExprKind::Case:
      case ExprKind::At: read_path(expr); return;
      case ExprKind::Context: found_.context = true; return;
      case ExprKind::InPhases: found_.phase = true; return;
      case ExprKind::Fold: found_.kept |= expr.kept.has_value(); break;
      case ExprKind::Call: call(static_cast<std::size_t>(expr.number)); break;
      default: break;
    }
    for (const Expr& operand : expr.operands) read(operand);
  }

  void read_path(const Expr& expr) {
    const Expr* base = &expr;
    for (; is_step(*base); base = &base->operands[0]) {
      if (base->kind == ExprKind::At) read(base->operands[1]);
    }
    if (base->kind != ExprKind::State) {
      read(*base);
      return;
    }
    Path path = written(expr);
    if (std::find(found_.paths.begin(), found_.paths.end(), path) == found_.paths.end())
      found_.paths.push_back(std::move(path));
  }

  void call(std::size_t function) {
    if (called_[function]) return;
    called_[function] = true;
    pending_.push_back(function);
  }

  const Contract& contract_;
  std::vector<bool> called_;
  std::vector<std::size_t> pending_;
  Footprint found_;
};

}  // namespace

bool overlap(const Path& a, const Path& b) {
  const std::size_t shared = std::min(a.size(), b.size());
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared), b.begin());
}

bool Footprint::touches(const Path& path) const {
  return std::any_of(paths.begin(), paths.end(),
                     [&](const Path& mine) { return overlap(mine, path); });
}

Footprint reads(const Contract& contract, const Expr& expr) { return Reader(contract).all(expr); }

bool asks_for_phases(const Expr& expr) {
  if (expr.kind == ExprKind::InPhases) return true;
  const bool joins = expr.kind == ExprKind::Not ||
                     (expr.kind == ExprKind::Binary &&
                      (expr.op == Op::And || expr.op == Op::Or || expr.op == Op::Implies));
  return joins && std::all_of(expr.operands.begin(), expr.operands.end(), asks_for_phases);
}

Path written(const Expr& place) {
  Path path;
  const Expr* step = &place;
  for (; is_step(*step); step = &step->operands[0]) {
    if (step->kind == ExprKind::Field) {
      path.push_back(static_cast<std::uint32_t>(step->number));
    } else {
      path.clear();  // what lies behind an index, in an optional or a variant is one place
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace writ::model
