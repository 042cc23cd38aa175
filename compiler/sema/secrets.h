/// Where secrets may go: a pass over what a contract does, when all of it is built.
#pragma once

namespace writ::sema {

struct Workspace;

/// What reads a secret is secret. Reports secrets that would be shown: in a text, a suggestion, a
/// place that is not secret, an answer that depends on more than `==` and `!=`. Marks the
/// comparisons of secrets, which take the same time whatever they find.
void check_secrets(Workspace& work);

}  // namespace writ::sema
