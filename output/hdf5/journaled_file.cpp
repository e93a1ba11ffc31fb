#include "output/hdf5/journaled_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/hdf5/journal.hpp"

namespace peerwatt::output {
namespace {

[[noreturn]] void fail() {
  throw H5Failure{std::strerror(errno)};
}

}  // namespace

JournaledFile::JournaledFile(int descriptor) : descriptor_{descriptor} {
  if (descriptor_ < 0) fail();
}

JournaledFile JournaledFile::for_writing(int descriptor) {
  JournaledFile file{descriptor};
  file.resize(0);
  return file;
}

JournaledFile JournaledFile::for_reading(const std::filesystem::path& path) {
  JournaledFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  const std::uint64_t size = file.stored_bytes();
  file.readable_ = size;
  const auto read = [&](std::uint64_t at, std::span<std::byte> bytes) {
    file.read_through(at, bytes);
  };
  if (std::optional<Journal> journal = find_journal(size, read)) {
    file.has_journal_ = true;
    file.readable_ = journal->begin;
    file.staged_ = std::move(journal->writes);
  }
  return file;
}

JournaledFile::~JournaledFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

JournaledFile::JournaledFile(JournaledFile&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      abandoned_{other.abandoned_},
      has_journal_{other.has_journal_},
      wanted_{other.wanted_},
      readable_{other.readable_},
      staged_{std::move(other.staged_)} {}

std::uint64_t JournaledFile::stored_bytes() const {
  struct stat state {};
  if (fstat(descriptor_, &state) != 0) fail();
  return static_cast<std::uint64_t>(state.st_size);
}

void JournaledFile::resize(std::uint64_t size) const {
  if (ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail();
}

void JournaledFile::write_through(std::uint64_t at, std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t done = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail();
    at += static_cast<std::uint64_t>(done);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
}

// What lies behind the end of the file reads as zeros.
void JournaledFile::read_through(std::uint64_t at, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t done = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail();
    if (done == 0) {
      std::fill(bytes.begin(), bytes.end(), std::byte{0});
      return;
    }
    at += static_cast<std::uint64_t>(done);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
}

void JournaledFile::write(std::uint64_t at, std::span<const std::byte> bytes) {
  if (abandoned_) return;
  const std::uint64_t left = staged_.size() - std::min(at, staged_.size());
  const std::size_t committed = std::min<std::uint64_t>(bytes.size(), left);
  if (committed > 0) {
    staged_.put(at, bytes.first(committed),
                [this](std::uint64_t page, std::span<std::byte> out) { read_through(page, out); });
  }
  write_through(at + committed, bytes.subspan(committed));
}

void JournaledFile::read(std::uint64_t at, std::span<std::byte> bytes) const {
  read_through(at, bytes);
  staged_.cover(at, bytes);
}

// Pages that follow each other go in one call.
void JournaledFile::make_staged_writes() const {
  std::vector<std::byte> run;
  std::uint64_t begin = 0;
  for (const auto& [offset, page] : staged_.pages()) {
    if (offset != begin + run.size()) {
      write_through(begin, run);
      run.clear();
      begin = offset;
    }
    run.insert(run.end(), page.begin(), page.end());
  }
  write_through(begin, run);
}

void JournaledFile::commit() {
  if (abandoned_) return;
  const std::uint64_t end = std::max({stored_bytes(), wanted_, staged_.size()});
  if (stored_bytes() < wanted_) resize(wanted_);
  if (!staged_.pages().empty()) {
    write_through(end, journal_of(staged_, end));
    make_staged_writes();
  }
  if (stored_bytes() != wanted_) resize(wanted_);
  staged_ = PageOverlay{wanted_};
}

// The calls of HDF5 for a file. None may throw: what fails is put on HDF5's stack of errors.
struct JournalDriver {
  // HDF5 knows a file as what begins with its own part.
  struct Open {
    H5FD_t common{};
    JournaledFile* file = nullptr;
    haddr_t allocated = 0;  // end of what HDF5 has given out
  };

  static JournaledFile& file_of(const H5FD_t* file) {
    return *reinterpret_cast<const Open*>(file)->file;
  }

  template <class Action>
  static herr_t told(Action action) {
    try {
      action();
      return 0;
    } catch (const std::exception& error) {
      H5Epush2(H5E_DEFAULT, __FILE__, "JournalDriver", __LINE__, H5E_ERR_CLS, H5E_IO,
               H5E_CANTOPERATE, "%s", error.what());
      return -1;
    }
  }

  static H5FD_t* open(const char*, unsigned flags, hid_t access, haddr_t) {
    const void* info = H5Pget_driver_info(access);
    if (info == nullptr) return nullptr;
    auto* opened = new (std::nothrow) Open;
    if (opened == nullptr) return nullptr;
    opened->file = *static_cast<JournaledFile* const*>(info);
    if ((flags & H5F_ACC_TRUNC) != 0) opened->file->wanted_ = 0;
    return &opened->common;
  }
  static herr_t close(H5FD_t* file) {
    delete reinterpret_cast<Open*>(file);
    return 0;
  }
  static int compare(const H5FD_t* a, const H5FD_t* b) {
    return std::less<>{}(&file_of(a), &file_of(b)) ? -1 : &file_of(a) == &file_of(b) ? 0 : 1;
  }
  // As HDF5's own driver has them, so that the bytes of the file are the same.
  static herr_t query(const H5FD_t*, unsigned long* features) {
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA |
                H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_AGGREGATE_SMALLDATA |
                H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
  }
  static haddr_t allocated(const H5FD_t* file, H5FD_mem_t) {
    return reinterpret_cast<const Open*>(file)->allocated;
  }
  static herr_t allocate(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    reinterpret_cast<Open*>(file)->allocated = end;
    return 0;
  }
  static haddr_t end(const H5FD_t* file, H5FD_mem_t) {
    const JournaledFile& of = file_of(file);
    return std::max(of.readable_, of.wanted_);
  }
  static herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, void* out) {
    return told([&] { file_of(file).read(at, {static_cast<std::byte*>(out), size}); });
  }
  static herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size,
                      const void* bytes) {
    return told([&] {
      JournaledFile& of = file_of(file);
      of.write(at, {static_cast<const std::byte*>(bytes), size});
      of.wanted_ = std::max<std::uint64_t>(of.wanted_, at + size);
    });
  }
  // The file gets its size when it is committed.
  static herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
    file_of(file).wanted_ = reinterpret_cast<const Open*>(file)->allocated;
    return 0;
  }
};

namespace {

// Registered once and for good: HDF5 1.10 looks at a driver once more after it gave the last file
// of it back.
hid_t register_driver() {
  H5FD_class_t driver{};
  driver.name = "peerwatt journal";
  driver.maxaddr = ~(haddr_t{1} << 63);
  driver.fc_degree = H5F_CLOSE_WEAK;
  // HDF5 copies the pointer, not the file.
  driver.fapl_size = sizeof(JournaledFile*);  // NOLINT(bugprone-sizeof-expression)
  driver.open = JournalDriver::open;
  driver.close = JournalDriver::close;
  driver.cmp = JournalDriver::compare;
  driver.query = JournalDriver::query;
  driver.get_eoa = JournalDriver::allocated;
  driver.set_eoa = JournalDriver::allocate;
  driver.get_eof = JournalDriver::end;
  driver.read = JournalDriver::read;
  driver.write = JournalDriver::write;
  driver.truncate = JournalDriver::truncate;
  const H5FD_mem_t kinds[] = H5FD_FLMAP_DICHOTOMY;
  std::copy(std::begin(kinds), std::end(kinds), driver.fl_map);
  const hid_t id = H5FDregister(&driver);
  check(id < 0 ? -1 : 0, "register a driver");
  return id;
}

}  // namespace

H5Handle JournaledFile::access() {
  H5Handle access = owned(H5Pcreate(H5P_FILE_ACCESS), "create a property list");
  static const hid_t driver = register_driver();
  JournaledFile* self = this;
  check(H5Pset_driver(access.get(), driver, &self), "choose a driver");
  return access;
}

H5Handle JournaledFile::create() {
  const H5Handle list = access();
  return create_file("trace", list.get());
}

H5Handle JournaledFile::open() {
  const H5Handle list = access();
  return owned(H5Fopen("trace", H5F_ACC_RDONLY, list.get()), "open the file");
}

}  // namespace peerwatt::output
