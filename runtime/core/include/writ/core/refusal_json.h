/// A refusal as JSON: what the dynamic door answers, and what logs keep.
#pragma once

#include <writ/core/json_writer.h>
#include <writ/core/outcome.h>

namespace writ {

/// Writes the members of a problem into an open object: `path`, `code`, `expected`, and what else
/// there is of it: `received`, `meant`, `source`; of its rule `type`, `least`, `most`, `pattern`,
/// `format`, `message`; `offset`, `line` and `column`.
void append_problem(JsonMembers& members, const Problem& problem);

/// Writes the members of a refusal into an open object: `refused`, `message`, and those of `path`,
/// `guard`, `source`, `denials` and `problems` that there are. A contract's own code adds the
/// suggestion.
void append_refusal(JsonMembers& members, const Refusal& refusal);

/// The status that an HTTP service answers with for a refusal of this kind (RFC 9110): 422 where
/// the payload itself is to blame, 409 where the state does not allow it, 403, 429, 502 … 504.
[[nodiscard]] int http_status(RefusalKind kind);

/// Writes a refusal as problem details (RFC 9457), media type `application/problem+json`, into an
/// open object: `type` (`urn:writ:refusal:denied`), `title`, `status`, `detail` (the message), and
/// as extensions the members of `append_refusal`.
void append_problem_details(JsonMembers& members, const Refusal& refusal);

}  // namespace writ
