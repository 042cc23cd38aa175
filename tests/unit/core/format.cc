#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include <writ/core/format.h>

namespace {

using Texts = std::vector<std::string>;

void check(bool (*is)(std::string_view), const Texts& good, const Texts& bad) {
  for (const std::string& text : good) {
    CAPTURE(text);
    CHECK(is(text));
  }
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(is(text));
  }
}

std::string many(std::size_t count, char c) { return std::string(count, c); }

}  // namespace

TEST_CASE("a host name is labels of letters, digits and inner hyphens") {
  const std::string longest =
      many(63, 'a') + "." + many(63, 'b') + "." + many(63, 'c') + "." + many(61, 'd');
  check(writ::is_hostname,
        {"a", "example.com", "EXAMPLE.com", "a-b.c--d", "3com.com", "xn--bcher-kva.example",
         "1.2.3.x", many(63, 'a'), longest},
        {"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b",
         "b\xC3\xBC"
         "cher.de",
         "1.2.3.4", "127", "a.1", many(64, 'a'), longest + "d", std::string("a\0b", 3), "a\n"});
}

TEST_CASE("an IPv4 address is four numbers without leading zeros") {
  check(writ::is_ipv4, {"0.0.0.0", "127.0.0.1", "255.255.255.255", "1.20.199.249"},
        {"", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.04", "00.0.0.0", "1.2.3.", ".1.2.3",
         "1..2.3", "1.2.3.4 ", "1.2.3.4\n", "+1.2.3.4", "1.2.3.a", "1.2.3.1000"});
}

TEST_CASE("an IPv6 address has eight groups, or a gap") {
  check(writ::is_ipv6,
        {"::", "::1", "1::", "2001:db8::8:800:200C:417A", "FF01:0:0:0:0:0:0:101", "1:2:3:4:5:6:7:8",
         "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "::13.1.68.3", "::FFFF:129.144.52.38",
         "1:2:3:4:5:6:1.2.3.4", "1::1.2.3.4", "0000:0000:0000:0000:0000:0000:0000:0001"},
        {"",
         ":",
         ":::",
         "1",
         "1:2:3:4:5:6:7",
         "1:2:3:4:5:6:7:8:9",
         "1::2::3",
         "12345::",
         "g::",
         "1:",
         ":1",
         "1:2:3:4:5:6:7:8::",
         "1:2:3:4::5:6:7:8",
         "::1.2.3",
         "1.2.3.4",
         "1.2.3.4::",
         "1:2:3:4:5:6:7:1.2.3.4",
         "::1.2.3.4:5",
         "fe80::1%eth0",
         "::/64",
         "[::1]",
         "::1\n",
         "::00001"});
}

TEST_CASE("a UUID is 32 hexadecimal digits in five groups") {
  check(writ::is_uuid,
        {"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
         "00000000-0000-0000-0000-000000000000"},
        {"", "f81d4fae7dec11d0a76500a0c91e6bf6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
         "f81d4fae-7dec-11d0-a765-00a0c91e6bf", "f81d4fae-7dec-11d0-a765-00a0c91e6bf66",
         "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a76500a0c91e6bf66--",
         "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"});
}

TEST_CASE("an email address is a dot-atom and a host name") {
  check(writ::is_email,
        {"a@b.c", "ada.lovelace@example.org", "o'hara+tag@mail.example.co.uk",
         "!#$%&'*+-/=?^_`{|}~@example.com", "1@2.com", many(64, 'a') + "@example.com"},
        {"",
         "@",
         "a",
         "a@",
         "@b.c",
         "a@b",
         "a@@b.c",
         "a@b@c.d",
         ".a@b.c",
         "a.@b.c",
         "a..b@c.d",
         "a b@c.d",
         "\"a b\"@c.d",
         "a@[1.2.3.4]",
         "a@1.2.3.4",
         "a@-b.c",
         "a@b.c.",
         "a@b..c",
         "\xC3\xA4@b.c",
         "a@b.c ",
         "a@b.c\n",
         "(x)a@b.c",
         many(65, 'a') + "@example.com",
         "a@" + many(63, 'b') + "." + many(63, 'b') + "." + many(63, 'b') + "." + many(61, 'b')});
}

TEST_CASE("a URI has a scheme, and percents that are complete") {
  // The first ones are the examples of RFC 3986, 1.1.2.
  check(writ::is_uri,
        {"ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
         "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
         "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212", "telnet://192.0.2.16:80/",
         "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "https://a", "http://",
         "a:", "file:///etc/hosts", "http://user:pass@host:/x?y#z", "http://h/%20%aF",
         "http://[v7.a:b]/", "h2+x.y-z:q", "http://h?a?b#c/d?e", "x:/", "x:a//b"},
        {"",
         ":",
         "//host/path",
         "/path",
         "path",
         "1http://x",
         "ht tp://x",
         "http://h/ ",
         "http://h/%2",
         "http://h/%zz",
         "http://h/%",
         "http://[::1",
         "http://[1]/",
         "http://[::1]x/",
         "http://h:8a/",
         "http://h:80:80/",
         "http://h/<x>",
         "http://h/\"",
         "http://h/{x}",
         "http://h/a#b#c",
         "http://h\\x",
         "http://b\xC3\xBC"
         "cher.de",
         "http://h/\n",
         "http://a@b@c/",
         "http://h/[",
         "http://h/^",
         "http://h/|",
         "http://h/`",
         "ht\xC3\xB6:x"});
}
