/// In which order declarations can be worked out.
#pragma once

#include <vector>

namespace writ::sema {

struct Declaration;
struct Workspace;

/// The types, records, constants and functions of all modules, each behind all that it needs. Of
/// those that need themselves one is reported (recursive-type), and the circle is broken there:
/// what it needs is not yet known when its turn comes.
[[nodiscard]] std::vector<Declaration*> in_order(Workspace& work);

}  // namespace writ::sema
