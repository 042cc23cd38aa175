/// The formats of texts, `string format email`: each is read once, from left to right, without
/// memory; all are ASCII. Only a URI's host is read twice when no user stands before it.
#pragma once

#include <string_view>

namespace writ {

/// An address as of RFC 5321 and 5322, in its practical form: a dot-atom (RFC 5322, 3.2.3) of at
/// most 64 characters, `@`, and a host name as below of at least two labels; 254 characters in all
/// (RFC 5321, 4.5.3.1). No quoted local parts, no comments, no address literals in brackets, and
/// none of the obsolete forms.
[[nodiscard]] bool is_email(std::string_view text);

/// An absolute URI of RFC 3986: a scheme and `:`, then what its grammar allows, percent-encoding
/// complete; an authority has a user, a host (a name, or an IP literal in brackets) and a port of
/// digits. A relative reference is none.
[[nodiscard]] bool is_uri(std::string_view text);

/// A host name of RFC 1123, 2.1: labels of 1..63 letters, digits and inner hyphens, joined by dots,
/// at most 253 characters; no dot at the end. One whose last label is all digits is none: it would
/// be read as an address. A label `xn--…` is one, whatever it would stand for.
[[nodiscard]] bool is_hostname(std::string_view text);

/// Four numbers of 0..255 joined by dots, no leading zeros: `dec-octet` of RFC 3986, 3.2.2.
[[nodiscard]] bool is_ipv4(std::string_view text);

/// The text forms of RFC 4291, 2.2: eight groups of 1..4 hexadecimal digits, `::` once for one or
/// more groups of zeros, the last two groups also as an IPv4 address. No zone, no prefix length.
[[nodiscard]] bool is_ipv6(std::string_view text);

/// Thirty-two hexadecimal digits in either case, 8-4-4-4-12: RFC 9562, section 4; any version and
/// variant, and no `urn:uuid:`.
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace writ
