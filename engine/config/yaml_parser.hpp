#pragma once

#include <memory>
#include <string_view>

#include "engine/config/node.hpp"

namespace peerwatt::config {

// Reads one YAML document. An empty one is a null. Refused, all at once as one InputError: bytes
// that are not UTF-8, syntax errors, duplicate keys, keys that are not scalars, `<<`, tags, more
// than one document, nesting deeper than 64, a text of more than 64 KiB, more than four million
// nodes, aliases that refer to themselves or make more than a million nodes or 16 MiB of text.
Node parse_yaml(std::string_view text, const std::shared_ptr<const Source>& source);

}  // namespace peerwatt::config
