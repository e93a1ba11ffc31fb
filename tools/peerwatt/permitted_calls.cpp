#include "tools/peerwatt/permitted_calls.hpp"

#include <cerrno>
#include <initializer_list>
#include <memory>
#include <type_traits>

#include <fcntl.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/core/sanitizers.hpp"

namespace peerwatt::tools {
namespace {

using Filter = std::remove_pointer_t<scmp_filter_ctx>;

constexpr unsigned kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;

// Calls without arguments that matter.
bool allow_plain(Filter* filter) {
  const std::initializer_list<int> calls{
      // files and streams that are open
      SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev),
      SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(getdents64), SCMP_SYS(poll),
      // what there is
      SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
      SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
      SCMP_SYS(getcwd), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(fadvise64),
      // memory
      SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
      // the process itself
      SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
      SCMP_SYS(setitimer), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
      SCMP_SYS(getrusage), SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield), SCMP_SYS(sysinfo),
      SCMP_SYS(uname), SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
      SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
      SCMP_SYS(exit_group)};
  for (const int call : calls) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  return true;
}

bool allow_when(Filter* filter, int call, const scmp_arg_cmp& condition) {
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
}

// Calls of which some are harmless.
bool allow_some(Filter* filter) {
  return allow_when(filter, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) &&
         allow_when(filter, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) &&
         allow_when(filter, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
         allow_when(filter, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
         allow_when(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS)) &&
         allow_when(filter, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TIOCGWINSZ)) &&
         allow_when(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFL)) &&
         allow_when(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFD)) &&
         // A signal to oneself is how a program aborts.
         allow_when(filter, SCMP_SYS(tgkill),
                    SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()))) &&
         allow_when(filter, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0));
}

}  // namespace

void permit_reading_only() {
  if (kUnderSanitizer) return;  // another process looks at this one before it ends
  const std::unique_ptr<Filter, decltype(&seccomp_release)> filter{
      static_cast<Filter*>(seccomp_init(SCMP_ACT_ERRNO(EPERM))), &seccomp_release};
  if (!filter || !allow_plain(filter.get()) || !allow_some(filter.get())) return;
  seccomp_load(filter.get());
}

}  // namespace peerwatt::tools
