#include "engine/csv/separator.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <doctest/doctest.h>

namespace peerwatt::csv {
namespace {

// A file that disappears with the test.
class File {
 public:
  explicit File(const std::string& text) {
    path_ = std::filesystem::temp_directory_path() /
            ("peerwatt_separator_" + std::to_string(getpid()) + ".csv");
    std::ofstream{path_, std::ios::binary} << text;
  }
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

const std::vector<std::string> kNames{"bus", "kv"};

TEST_CASE("the separator is the one by which the header has the names") {
  for (const char sign : {',', ';', '\t', '|'}) {
    CAPTURE(sign);
    const File file{std::string{"bus"} + sign + "kv\r\n1" + sign + "2\r\n"};
    const SeparatedTable read = read_separated(file.path(), kNames);
    CHECK(read.separator == sign);
    REQUIRE(read.table.rows() == 1);
    CHECK(read.table.cell(0, 1) == "2");
  }
}

TEST_CASE("a byte order mark belongs to no name") {
  const File file{
      "\xEF\xBB\xBF"
      "bus;kv\n1;2\n"};
  const SeparatedTable read = read_separated(file.path(), kNames);
  CHECK(read.separator == ';');
  CHECK(read.table.header() == kNames);
}

TEST_CASE("decimal commas that make rows too long are told") {
  const File file{"bus,kv\n1,0,4\n"};
  CHECK_THROWS_WITH_AS(read_separated(file.path(), kNames),
                       (file.path().string() +
                        ":2: 3 cells, but the header has 2 columns; numbers with decimal commas "
                        "need quotes, or semicolons as separators")
                           .c_str(),
                       InputError);
}

TEST_CASE("carriage returns alone and UTF-16 are told") {
  const File returns{"bus,kv\r1,2\r"};
  CHECK_THROWS_AS(read_separated(returns.path(), kNames), InputError);
  const File wide{
      std::string{"\xFF\xFE"
                  "b\0u\0",
                  6}};
  CHECK_THROWS_AS(read_separated(wide.path(), kNames), InputError);
}

TEST_CASE("text in another encoding than UTF-8 is told") {
  const File latin{"bus,kv\na,1\nk\xE4,2\n"};
  CHECK_THROWS_WITH_AS(
      read_separated(latin.path(), kNames),
      (latin.path().string() + ":3:2: the byte 0xE4 is not text (UTF-8 is expected)").c_str(),
      InputError);
}

}  // namespace
}  // namespace peerwatt::csv
