// A library to be loaded before the C library (LD_PRELOAD): one call of the system, counted over
// the whole program, fails or ends the program; `malloc` stands for calloc and realloc too.
// Environment: FAIL_CALL its name, FAIL_AT which of them (0: none), FAIL_BY an errno or "kill",
// FAIL_COUNT a file that the number of calls is written to. Standard streams are left alone.
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

class Plan {
 public:
  Plan() {
    const char* call = std::getenv("FAIL_CALL");
    const char* at = std::getenv("FAIL_AT");
    by_ = std::getenv("FAIL_BY");
    counted_ = std::getenv("FAIL_COUNT");
    call_ = call == nullptr ? "" : call;
    at_ = at == nullptr ? 0 : std::atol(at);
  }
  ~Plan() {
    if (counted_ == nullptr) return;
    call_ = "";  // what follows is not counted
    if (std::FILE* file = std::fopen(counted_, "w")) {
      std::fprintf(file, "%ld\n", count_);
      std::fclose(file);
    }
  }
  // Whether this call is the one; sets errno. Does not return where the program is to die.
  bool fails(const char* call) {
    if (std::strcmp(call, call_) != 0 || ++count_ != at_) return false;
    if (by_ != nullptr && std::strcmp(by_, "kill") == 0) kill(getpid(), SIGKILL);
    errno = by_ == nullptr ? EIO : std::atoi(by_);
    return true;
  }

 private:
  const char* call_;
  const char* by_;
  const char* counted_;
  long at_;
  long count_ = 0;
};

Plan& plan() {
  static Plan plan;
  return plan;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

bool is_stream(int file) {
  return file <= STDERR_FILENO;
}

}  // namespace

extern "C" {

// The parameters have names of their own, as those of the C library begin with underscores.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)

// glibc's own, as dlsym allocates memory itself.
// NOLINTBEGIN(bugprone-reserved-identifier)
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
// NOLINTEND(bugprone-reserved-identifier)

void* malloc(size_t size) noexcept {
  return plan().fails("malloc") ? nullptr : __libc_malloc(size);
}
void* calloc(size_t count, size_t size) noexcept {
  return plan().fails("malloc") ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* block, size_t size) noexcept {
  return plan().fails("malloc") ? nullptr : __libc_realloc(block, size);
}
ssize_t read(int file, void* bytes, size_t size) {
  static auto* const call = real<ssize_t(int, void*, size_t)>("read");
  return !is_stream(file) && plan().fails("read") ? -1 : call(file, bytes, size);
}
ssize_t write(int file, const void* bytes, size_t size) {
  static auto* const call = real<ssize_t(int, const void*, size_t)>("write");
  return !is_stream(file) && plan().fails("write") ? -1 : call(file, bytes, size);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  static auto* const call = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return plan().fails("pwrite") ? -1 : call(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static auto* const call = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return plan().fails("pwrite") ? -1 : call(file, bytes, size, at);
}
int fsync(int file) {
  static auto* const call = real<int(int)>("fsync");
  return plan().fails("fsync") ? -1 : call(file);
}
int ftruncate(int file, off_t size) noexcept {
  static auto* const call = real<int(int, off_t)>("ftruncate");
  return plan().fails("ftruncate") ? -1 : call(file, size);
}
int ftruncate64(int file, off64_t size) noexcept {
  static auto* const call = real<int(int, off64_t)>("ftruncate64");
  return plan().fails("ftruncate") ? -1 : call(file, size);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  static auto* const call = real<int(int, const char*, int, const char*, unsigned)>("renameat2");
  return plan().fails("rename") ? -1 : call(from_folder, from, to_folder, to, flags);
}
int close(int file) {
  static auto* const call = real<int(int)>("close");
  if (is_stream(file) || !plan().fails("close")) return call(file);
  call(file);
  errno = EIO;
  return -1;
}
int open(const char* path, int flags, ...) {
  static auto* const call = real<int(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return plan().fails("open") ? -1 : call(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  static auto* const call = real<int(const char*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return plan().fails("open") ? -1 : call(path, flags, mode);
}

// NOLINTEND(readability-inconsistent-declaration-parameter-name)
}
