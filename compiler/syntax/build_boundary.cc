// The boundary: activities, sagas, who may, and change over time.
#include "compiler/syntax/build.h"

namespace writ::syntax {

void Builder::boundary(Rules::DeclarationContext* context, const Doc& doc) {
  const source::Span at = span(context);
  if (auto* outside = context->activity()) {
    activity(outside, doc);
  } else if (auto* story = context->saga()) {
    saga(story, doc);
  } else if (auto* all = context->roles()) {
    ast_.roles.push_back({names(all->names()), doc, at});
  } else if (auto* policy = context->policy()) {
    Policy made{{}, doc, at};
    for (auto* one : policy->permission()) made.permissions.push_back(permission(one));
    ast_.policies.push_back(std::move(made));
  } else if (auto* limited = context->limit()) {
    limit(limited, doc);
  } else if (auto* migrated = context->migration()) {
    migration(migrated, doc);
  }
}

void Builder::activity(Rules::ActivityContext* context, const Doc& doc) {
  Activity made;
  made.name = name(context->name());
  made.parameters = parameters(context->parameters());
  if (context->type() != nullptr) made.result = type(context->type());
  for (auto* one : context->activityClause()) activity_clause(made, one);
  made.doc = doc;
  made.span = span(context);
  ast_.activities.push_back(std::move(made));
}

void Builder::activity_clause(Activity& made, Rules::ActivityClauseContext* context) {
  if (context->FAILS() != nullptr) {
    Failure failure{name(context->name()), {}};
    if (context->fields() != nullptr) failure.fields = fields(context->fields());
    made.failures.push_back(std::move(failure));
  } else if (context->USES() != nullptr) {
    made.uses.push_back({name(context->name()), strings(context->string())});
  } else if (context->TIMEOUT() != nullptr) {
    made.timeouts.push_back(sum(context->sum()));
  } else {
    Retry retry{bound(context->bound()), std::nullopt};
    if (context->range() != nullptr) retry.backoff = range(context->range());
    made.retries.push_back(std::move(retry));
  }
}

void Builder::saga(Rules::SagaContext* context, const Doc& doc) {
  Saga made;
  made.name = name(context->name());
  made.intents = names(context->names(0));
  made.phases = names(context->names(1));
  made.condition = condition_if(context->condition());
  made.targets = targets(context->targets());
  for (auto* one : context->sagaStep()) made.steps.push_back(saga_step(one));
  if (context->block() != nullptr) made.then = block(context->block());
  if (context->handler() != nullptr) made.handler = handler(context->handler());
  made.doc = doc;
  made.span = span(context);
  ast_.sagas.push_back(std::move(made));
}

SagaStep Builder::saga_step(Rules::SagaStepContext* context) {
  SagaStep made;
  made.result = name_if(context->name());
  made.call = call(context->call(0));
  if (context->call(1) != nullptr) made.undo = call(context->call(1));
  made.irreversible = context->IRREVERSIBLE() != nullptr;
  made.span = span(context);
  return made;
}

Permission Builder::permission(Rules::PermissionContext* context) {
  Permission made;
  made.forbids = context->FORBID() != nullptr;
  made.roles = names(context->names(0));
  made.intents = names(context->names(1));
  made.condition = condition_if(context->condition());
  if (context->string() != nullptr) made.because = string(context->string());
  made.span = span(context);
  return made;
}

void Builder::limit(Rules::LimitContext* context, const Doc& doc) {
  Limit made;
  made.intents = names(context->names());
  made.most = bound(context->bound());
  made.period = sum(context->sum(0));
  if (context->sum(1) != nullptr) made.per = sum(context->sum(1));
  made.doc = doc;
  made.span = span(context);
  ast_.limits.push_back(std::move(made));
}

void Builder::migration(Rules::MigrationContext* context, const Doc& doc) {
  Migration made;
  made.from = version(context->INTEGER(0));
  made.to = version(context->INTEGER(1));
  made.body = block(context->block());
  made.doc = doc;
  made.span = span(context);
  ast_.migrations.push_back(std::move(made));
}

}  // namespace writ::syntax
