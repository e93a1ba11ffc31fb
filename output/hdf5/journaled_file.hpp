#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "output/hdf5/h5_handle.hpp"
#include "output/hdf5/page_overlay.hpp"

namespace peerwatt::output {

// A file under HDF5 that stays as its last commit left it until the next one, whenever the run
// dies. HDF5 writes over its own tables when it flushes, and a file with half of that does not
// open. Here what would be written over waits in memory; a commit tells it in a journal at the end
// of the file, then makes it, then cuts the journal off. Whoever opens the file between the two
// reads the journal. Of a machine that loses its power nothing is promised before the file is
// synced.
class JournaledFile {
 public:
  // For writing; the file is emptied. Owns the descriptor. Throws H5Failure where it is none.
  static JournaledFile for_writing(int descriptor);
  // Throws H5Failure where the file cannot be opened or read.
  static JournaledFile for_reading(const std::filesystem::path& path);
  ~JournaledFile();
  JournaledFile(JournaledFile&& other) noexcept;
  JournaledFile& operator=(JournaledFile&&) = delete;

  // What HDF5 works with; to be closed before this object goes or moves. Throws H5Failure.
  H5Handle create();
  H5Handle open();

  // To be called after HDF5 has flushed or closed the file, and nothing failed. Throws H5Failure
  // with the system's reason; the file is then given up.
  void commit();
  // Nothing is written any more, though HDF5 is told that it were: so that it closes the file.
  void abandon() noexcept { abandoned_ = true; }
  bool has_commit() const { return staged_.size() > 0; }
  // Of a file that is read: whether other programs see something else than this one.
  bool has_journal() const { return has_journal_; }

 private:
  friend struct JournalDriver;
  explicit JournaledFile(int descriptor);

  H5Handle access();
  void write(std::uint64_t at, std::span<const std::byte> bytes);
  void read(std::uint64_t at, std::span<std::byte> bytes) const;
  void write_through(std::uint64_t at, std::span<const std::byte> bytes) const;
  void read_through(std::uint64_t at, std::span<std::byte> bytes) const;
  void resize(std::uint64_t size) const;
  void make_staged_writes() const;
  std::uint64_t stored_bytes() const;

  int descriptor_;
  bool abandoned_ = false;
  bool has_journal_ = false;
  std::uint64_t wanted_ = 0;    // bytes that HDF5 wants the file to have
  std::uint64_t readable_ = 0;  // of a file that is read: its bytes less its journal
  PageOverlay staged_{0};       // over what was committed
};

}  // namespace peerwatt::output
