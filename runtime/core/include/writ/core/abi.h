/// The version of the seam between generated code and this runtime. Generated code states which one
/// it was written for, and does not compile against another: regenerate it with the `writ` that
/// belongs to the installed runtime.
#pragma once

namespace writ {

/// `static_assert(writ::abi_version == 1)` stands in each generated header.
inline constexpr int abi_version = 1;

}  // namespace writ
