#pragma once

namespace peerwatt::tools {

// While an object of this class lives, SIGINT, SIGTERM and SIGHUP ask for an orderly end instead of
// killing the program; a second one kills it.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const;
};

}  // namespace peerwatt::tools
