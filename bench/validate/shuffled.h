/// The same document with the members of its objects in other orders.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// `count` of them, the same ones each time.
std::vector<std::string> shuffled(const std::string& document, std::size_t count);
