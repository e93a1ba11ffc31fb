#include "engine/core/input_file.hpp"

#include <fstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/core/diagnostics.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() { fs::create_directories(path_); }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_ = fs::temp_directory_path() / fmt::format("peerwatt_input_{}", ::getpid());
};

std::string complaint(const fs::path& path, const InputFileOptions& options = {}) {
  try {
    input_file_text(path, options);
  } catch (const InputError& error) {
    CHECK((options.largest < 100 || irregularity(path) == error.what()));
    return error.what();
  }
  return {};
}

void make_socket(const fs::path& path) {
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
  REQUIRE(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  ::close(descriptor);
}

}  // namespace

TEST_CASE("a regular file is read as it is, through links too") {
  const Folder folder;
  const std::string text = std::string(200'000, 'x') + std::string{"\0\r\n", 3};
  std::ofstream{folder / "a", std::ios::binary} << text;
  fs::create_symlink("a", folder / "link");
  CHECK(input_file_text(folder / "a").text == text);
  CHECK(input_file_text(folder / "link").text == text);
  CHECK(irregularity(folder / "link").empty());
}

TEST_CASE("what is not a regular file is refused before it is opened") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  make_socket(folder / "socket");
  CHECK(complaint(folder / "pipe") == "is not a regular file (it is a pipe)");
  CHECK(complaint(folder / "pipe", {.pipes = Pipes::kAllow}) ==
        "is not a regular file (it is a pipe)");
  CHECK(complaint(folder / "socket") == "is not a regular file (it is a socket)");
  CHECK(complaint("/dev/zero", {.pipes = Pipes::kAllow}) ==
        "is not a regular file (it is a device)");
  CHECK(complaint(folder / "") == "is not a regular file (it is a folder)");
  CHECK(complaint(folder / "nowhere") == "no such file");
}

TEST_CASE("a file larger than allowed is refused") {
  const Folder folder;
  std::ofstream{folder / "a"} << "1234567890";
  CHECK(complaint(folder / "a", {.largest = 9}).starts_with("is larger than "));
  CHECK(input_file_text(folder / "a", {.largest = 10}).text == "1234567890");
}

TEST_CASE("a pipe of the shell is read where that is allowed") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const std::string text(100'000, 'y');
  std::thread writer{[&] {
    std::size_t written = 0;
    while (written < text.size()) {
      written +=
          static_cast<std::size_t>(::write(ends[1], text.data() + written, text.size() - written));
    }
    ::close(ends[1]);
  }};
  const fs::path path = fmt::format("/dev/fd/{}", ends[0]);
  CHECK(complaint(path) == "is not a regular file (it is a pipe)");
  CHECK(input_file_text(path, {.pipes = Pipes::kAllow}).text == text);
  writer.join();
  ::close(ends[0]);
}
