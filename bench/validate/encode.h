/// Ways to write an order as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "order.h"

struct Encoder {
  const char* name;
  std::size_t (*write)();  ///< how many bytes
};

/// Of this order, which the text is of.
std::vector<Encoder> encoders(const std::string& order_text, const Order& order);
