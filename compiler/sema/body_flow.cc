#include "compiler/sema/body_flow.h"

namespace writ::sema {

Flow joined(const Flow& a, const Flow& b) {
  Flow both;
  both.effect = a.effect ? a.effect : b.effect;
  both.replied = a.replied && b.replied;
  both.reply = a.reply ? a.reply : b.reply;
  return both;
}

}  // namespace writ::sema
