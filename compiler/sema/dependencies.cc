#include "compiler/sema/dependencies.h"

#include <map>

#include "compiler/sema/workspace.h"

namespace writ::sema {

namespace {

/// A mention of one declaration in another.
struct Need {
  Declaration* of = nullptr;
  source::Span span;
};

/// Finds what the text of one declaration mentions.
class Mentions {
 public:
  Mentions(Workspace& work, std::size_t module) : work_(work), module_(module) {}

  std::vector<Need> of(const Declaration& declaration) {
    const syntax::Ast& ast = *work_.input.modules[declaration.module];
    switch (declaration.entity) {
      case Entity::Alias: type(ast.aliases[declaration.index].type); break;
      case Entity::Record: fields(ast.records[declaration.index].fields); break;
      case Entity::Variant:
        for (const syntax::VariantCase& one : ast.variants[declaration.index].cases)
          fields(one.fields);
        break;
      case Entity::Constant: constant(ast.constants[declaration.index]); break;
      case Entity::Function: function(ast.functions[declaration.index]); break;
      default: break;
    }
    return std::move(found_);
  }

 private:
  void add(Declaration* declaration, source::Span span) {
    if (!declaration) return;
    const Entity entity = declaration->entity;
    if (entity == Entity::Alias || entity == Entity::Record || entity == Entity::Variant ||
        entity == Entity::Constant || entity == Entity::Function) {
      found_.push_back({declaration, span});
    }
  }

  void type(const syntax::Type& type) {
    add(find(work_.names.types, type.name.text, module_), type.name.span);
    for (const syntax::Type& argument : type.arguments) this->type(argument);
    for (const syntax::Refinement& refinement : type.refinements) {
      if (refinement.least) value(*refinement.least);
      if (refinement.most) value(*refinement.most);
      for (const syntax::Expr& member : refinement.members) value(member);
    }
  }

  void fields(const std::vector<syntax::Field>& fields) {
    for (const syntax::Field& field : fields) {
      if (field.type) type(*field.type);
      this->fields(field.fields);
      if (field.modifiers.initial) value(*field.modifiers.initial);
    }
  }

  void constant(const syntax::Constant& constant) {
    if (constant.type) type(*constant.type);
    value(constant.value);
  }

  void function(const syntax::Function& function) {
    for (const syntax::Parameter& parameter : function.parameters) type(parameter.type);
    type(function.result);
    value(function.value);
  }

  void value(const syntax::Expr& expr) {
    if (expr.kind == syntax::ExprKind::Name || expr.kind == syntax::ExprKind::Call)
      add(find(work_.names.values, expr.name.text, module_), expr.name.span);
    for (const syntax::Expr& operand : expr.operands) value(operand);
    for (const syntax::Entry& entry : expr.entries) {
      for (const syntax::Expr& key : entry.key) value(key);
      value(entry.value);
    }
    for (const syntax::Arm& arm : expr.arms) value(arm.value);
  }

  Workspace& work_;
  std::size_t module_;
  std::vector<Need> found_;
};

/// Depth first, but with a list of what is open in place of recursion: a chain of declarations may
/// be as long as a file.
class Order {
 public:
  explicit Order(Workspace& work) : work_(work) {}

  std::vector<Declaration*> all() {
    for (Declaration* declaration : as_written()) {
      if (!open(*declaration)) continue;
      while (!open_.empty()) step();
    }
    return std::move(order_);
  }

 private:
  enum class Mark { Fresh, Open, Done };
  struct Open {
    Declaration* declaration = nullptr;
    std::vector<Need> needs;
    std::size_t next = 0;
  };

  /// Imported modules first.
  std::vector<Declaration*> as_written() {
    std::vector<Declaration*> out;
    Names& names = work_.names;
    const auto add = [&](Table& table, const syntax::Name& name, Entity entity, std::size_t module,
                         std::size_t index) {
      Declaration* found = find(table, name.text, 0);
      // Not what was left out as the second of its name.
      if (found && found->entity == entity && found->module == module && found->index == index)
        out.push_back(found);
    };
    for (std::size_t module = work_.input.modules.size(); module-- > 0;) {
      const syntax::Ast& ast = *work_.input.modules[module];
      for (std::size_t i = 0; i < ast.constants.size(); ++i)
        add(names.values, ast.constants[i].name, Entity::Constant, module, i);
      for (std::size_t i = 0; i < ast.aliases.size(); ++i)
        add(names.types, ast.aliases[i].name, Entity::Alias, module, i);
      for (std::size_t i = 0; i < ast.records.size(); ++i)
        add(names.types, ast.records[i].name, Entity::Record, module, i);
      for (std::size_t i = 0; i < ast.variants.size(); ++i)
        add(names.types, ast.variants[i].name, Entity::Variant, module, i);
      for (std::size_t i = 0; i < ast.functions.size(); ++i)
        add(names.values, ast.functions[i].name, Entity::Function, module, i);
    }
    return out;
  }

  bool open(Declaration& declaration) {
    Mark& mark = marks_[&declaration];
    if (mark != Mark::Fresh) return false;
    mark = Mark::Open;
    open_.push_back({&declaration, Mentions(work_, declaration.module).of(declaration)});
    return true;
  }

  void step() {
    Open& last = open_.back();
    if (last.next == last.needs.size()) {
      marks_[last.declaration] = Mark::Done;
      order_.push_back(last.declaration);
      open_.pop_back();
      return;
    }
    const Need need = last.needs[last.next++];
    if (marks_[need.of] == Mark::Open) {
      report_circle(need);
    } else {
      open(*need.of);
    }
  }

  void report_circle(const Need& need) {
    const Declaration& declaration = *need.of;
    const std::string name(work_.input.files.text(declaration.span));
    const bool function = declaration.entity == Entity::Function;
    work_.sink
        .report(diag::recursive_type(noun(declaration.entity), name), need.span,
                function ? "a function never calls itself" : "this leads back to `" + name + "`")
        .also(declaration.span, "`" + name + "` is declared here");
  }

  Workspace& work_;
  std::map<const Declaration*, Mark> marks_;
  std::vector<Open> open_;
  std::vector<Declaration*> order_;
};

}  // namespace

std::vector<Declaration*> in_order(Workspace& work) { return Order(work).all(); }

}  // namespace writ::sema
