/// Numbers of 128 bits: wide enough that nothing overflows before it is compared with 64 bits.
#pragma once

namespace reference {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): `using` is no extension

}  // namespace reference
