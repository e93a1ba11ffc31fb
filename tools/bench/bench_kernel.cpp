// Cost of the event kernel against std::priority_queue: the same 32-byte events, the same total
// order, the same models, in the same run.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <malloc.h>

#include "engine/kernel/simulation.hpp"

#include "tools/bench/cpu_time.hpp"

namespace {

// NOLINTBEGIN(cppcoreguidelines-no-malloc): operators new and delete stand on malloc
std::size_t live_bytes = 0;
std::size_t peak_bytes = 0;

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc{};
  live_bytes += malloc_usable_size(memory);
  peak_bytes = std::max(peak_bytes, live_bytes);
  return memory;
}

void uncounted(void* memory) {
  live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

// The whole program counts the bytes it holds.
void* operator new(std::size_t size) {
  return counted(std::malloc(size));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(std::aligned_alloc(static_cast<std::size_t>(alignment), size));
}
void operator delete(void* memory) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  uncounted(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  uncounted(memory);
}
// NOLINTEND(cppcoreguidelines-no-malloc)

namespace peerwatt::kernel {
namespace {

constexpr std::int64_t kSecond = 1'000'000;  // microseconds
constexpr Phase kAct = 0;
constexpr Phase kMessage = 1;

// The reference: what one would write with the standard library.
class StandardQueue {
 public:
  explicit StandardQueue(std::uint32_t agents) : counters_(agents) {}

  void schedule(std::int64_t time, Phase phase, std::uint32_t target, std::uint32_t source,
                std::uint64_t payload) {
    queue_.push({time, target, source, counters_[source]++, phase, 0, payload});
  }
  template <class Model>
  void attach(Model&) {}
  template <class Model>
  void run_until(Model& model, std::int64_t end) {
    while (!queue_.empty() && queue_.top().time < end) {
      const Event event = queue_.top();
      queue_.pop();
      ++handled_;
      model.handle(event);
    }
  }
  std::uint64_t handled() const { return handled_; }
  std::size_t pending() const { return queue_.size(); }

 private:
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return before(b, a); }
  };
  std::priority_queue<Event, std::vector<Event>, Later> queue_;
  std::vector<std::uint32_t> counters_;
  std::uint64_t handled_ = 0;
};

// The kernel as agents use it: a simulation that hands batches to the receiver of their phase.
class Kernel {
 public:
  explicit Kernel(std::uint32_t agents) : simulation_{SimTime{}, agents} {}

  void schedule(std::int64_t time, Phase phase, std::uint32_t target, std::uint32_t source,
                std::uint64_t payload) {
    simulation_.schedule(SimTime::from_microseconds(time), phase, AgentId{target}, AgentId{source},
                         payload);
  }
  template <class Model>
  void attach(Model& model) {
    simulation_.on<&Model::handle_batch>(kAct, model);
    simulation_.on<&Model::handle_batch>(kMessage, model);
  }
  template <class Model>
  void run_until(Model&, std::int64_t end) {
    simulation_.run_until(SimTime::from_microseconds(end));
  }
  std::uint64_t handled() const { return simulation_.events_handled(); }
  std::size_t pending() const { return simulation_.pending(); }

 private:
  Simulation simulation_;
};

// A logical process: a random state and a digest of all that it saw, in the order it saw it.
struct Process {
  std::uint64_t random;
  std::uint64_t digest;
};

// SplitMix64 (Steele, Lea, Flood, 2014).
std::uint64_t draw(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
std::uint32_t pick(std::uint64_t random, std::uint32_t count) {
  return static_cast<std::uint32_t>((random >> 32) * count >> 32);
}

template <class Queue>
class Model {
 public:
  explicit Model(std::uint32_t count) : queue{count} {
    for (std::uint32_t i = 0; i < count; ++i) processes.push_back({i * 7919u + 1, 0});
  }
  void prefetch(Batch upcoming) const {
    for (const Event& event : upcoming) __builtin_prefetch(&processes[event.target], 1);
  }
  std::uint64_t digest() const {
    std::uint64_t all = 0;
    for (const Process& process : processes) {
      all = (all ^ process.random ^ process.digest) * 0x100000001b3u;
    }
    return all;
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(processes.size()); }

  Queue queue;
  std::vector<Process> processes;
};

// PHOLD (Fujimoto, 1990): each event causes another after 0.1 s and an exponential time with mean
// 1 s, at the same process or, half of the time, anywhere.
template <class Queue>
class Phold : public Model<Queue> {
 public:
  explicit Phold(std::uint32_t count) : Model<Queue>{count} { this->queue.attach(*this); }
  void populate() {
    for (std::uint32_t i = 0; i < this->count(); ++i) {
      this->queue.schedule(delay(this->processes[i]), kMessage, i, i, 0);
    }
  }
  void handle(const Event& event) {
    Process& process = this->processes[event.target];
    process.digest = process.digest * 31 + event.payload;
    const bool elsewhere = (draw(process.random) & 1) != 0;
    const std::uint32_t target =
        elsewhere ? pick(draw(process.random), this->count()) : event.target;
    this->queue.schedule(event.time + delay(process), kMessage, target, event.target,
                         event.payload + 1);
  }
  void handle_batch(Batch batch) {
    for (const Event& event : batch) handle(event);
  }

 private:
  static std::int64_t delay(Process& process) {
    const double uniform = static_cast<double>((draw(process.random) >> 11) + 1) * 0x1p-53;
    return kSecond / 10 + static_cast<std::int64_t>(-std::log(uniform) * kSecond);
  }
};

enum class Latencies { kFine, kCoarse };  // 1 ... 65536 us; 1 ... 8 ms

// Every agent acts once a slot, in the same instant, and sends three messages.
template <class Queue, Latencies kLatencies>
class Slots : public Model<Queue> {
 public:
  explicit Slots(std::uint32_t count) : Model<Queue>{count} { this->queue.attach(*this); }
  void populate() {
    for (std::uint32_t i = 0; i < this->count(); ++i) this->queue.schedule(0, kAct, i, i, 0);
  }
  void handle(const Event& event) {
    Process& process = this->processes[event.target];
    if (event.phase == kMessage) {
      process.digest = (process.digest ^ event.payload) * 0x100000001b3u +
                       static_cast<std::uint64_t>(event.time);
      return;
    }
    for (int k = 0; k < 3; ++k) {
      const std::uint64_t random = draw(process.random);
      this->queue.schedule(event.time + latency(random), kMessage, pick(random, this->count()),
                           event.target, process.digest);
    }
    this->queue.schedule(event.time + kSecond, kAct, event.target, event.target, 0);
  }
  void handle_batch(Batch batch) {
    for (const Event& event : batch) handle(event);
  }

 private:
  static std::int64_t latency(std::uint64_t random) {
    const auto low = static_cast<std::int64_t>(random & 0xffff);
    return kLatencies == Latencies::kFine ? 1 + low : 1000 * (1 + (low & 7));
  }
};

struct Measurement {
  double nanoseconds = 0;        // user CPU per event
  double bytes_per_pending = 0;  // at the peak, over the largest number that was pending
  std::uint64_t digest = 0;
};

struct Extent {
  std::uint32_t agents;
  std::int64_t warm_up;  // microseconds of simulated time
  std::int64_t measured;
  std::size_t most_pending;
};

template <class Model>
Measurement measure(const Extent& extent) {
  Model model{extent.agents};
  const std::size_t bytes_before = live_bytes;
  peak_bytes = live_bytes;
  model.populate();
  model.queue.run_until(model, extent.warm_up);
  const std::uint64_t events_before = model.queue.handled();
  const double start = user_seconds();
  model.queue.run_until(model, extent.warm_up + extent.measured);
  const double seconds = user_seconds() - start;
  const auto events = static_cast<double>(model.queue.handled() - events_before);
  const auto bytes = static_cast<double>(peak_bytes - bytes_before);
  return {1e9 * seconds / events, bytes / static_cast<double>(extent.most_pending), model.digest()};
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Pattern {
  std::string_view name;
  Extent extent;
  double target;  // largest allowed ratio; 0 = none
  Measurement (*kernel)(const Extent&);
  Measurement (*standard)(const Extent&);
};

template <template <class> class ModelOn>
Pattern pattern(std::string_view name, Extent extent, double target) {
  return {name, extent, target, &measure<ModelOn<Kernel>>, &measure<ModelOn<StandardQueue>>};
}
template <class Queue>
using FineSlots = Slots<Queue, Latencies::kFine>;
template <class Queue>
using CoarseSlots = Slots<Queue, Latencies::kCoarse>;

// Returns false when the two queues did not give the same history.
bool report(const Pattern& pattern, int repetitions) {
  std::vector<double> kernel;
  std::vector<double> standard;
  std::vector<double> ratios;
  double bytes = 0;
  bool same = true;
  for (int i = 0; i < repetitions; ++i) {
    const Measurement ours = pattern.kernel(pattern.extent);
    const Measurement theirs = pattern.standard(pattern.extent);
    same = same && ours.digest == theirs.digest;
    kernel.push_back(ours.nanoseconds);
    standard.push_back(theirs.nanoseconds);
    ratios.push_back(ours.nanoseconds / theirs.nanoseconds);
    bytes = ours.bytes_per_pending;
  }
  fmt::print("{:<20} {:>10.1f} {:>14.1f} {:>8.3f} {:>8} {:>12.1f}  {}\n", pattern.name,
             median(kernel), median(standard), median(ratios),
             pattern.target > 0 ? fmt::format("{:.2f}", pattern.target) : "-", bytes,
             same ? "" : "DIFFERENT HISTORIES");
  std::fflush(stdout);
  return same;
}

std::vector<Pattern> patterns(std::int64_t scale) {
  constexpr std::size_t kMany = 1'000'000;
  return {
      pattern<Phold>("PHOLD 1e4", {10'000, 2 * kSecond, 20 * scale * kSecond, 10'000}, 0),
      pattern<Phold>("PHOLD 1e6", {kMany, 2 * kSecond, scale * kSecond, kMany}, 0.35),
      pattern<FineSlots>("slot, fine, 1e6",
                         {kMany, kSecond, scale * kSecond / 2 + kSecond / 2, 4 * kMany}, 0.20),
      pattern<CoarseSlots>("slot, coarse, 1e4", {10'000, kSecond, 40 * scale * kSecond, 40'000},
                           0.25),
  };
}

int print_usage(int exit_code) {
  fmt::print(
      "usage: bench_kernel [--quick] [--only TEXT]\n"
      "Compares the event kernel with std::priority_queue: user CPU per event, medians.\n"
      "  --quick       one short repetition instead of five long ones\n"
      "  --only TEXT   only the patterns whose name contains TEXT\n"
      "Exit code 1 when the two do not handle the same events in the same order.\n");
  return exit_code;
}

int main_with(const std::vector<std::string_view>& arguments) {
  bool quick = false;
  std::string_view only;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--quick") {
      quick = true;
    } else if (arguments[i] == "--only" && i + 1 < arguments.size()) {
      only = arguments[++i];
    } else {
      return print_usage(arguments[i] == "--help" ? 0 : 2);
    }
  }
  fmt::print("{:<20} {:>10} {:>14} {:>8} {:>8} {:>12}\n", "pattern", "kernel ns", "priority_q ns",
             "ratio", "target", "bytes/event");
  bool same = true;
  for (const Pattern& each : patterns(quick ? 1 : 3)) {
    if (each.name.find(only) == std::string_view::npos) continue;
    same = report(each, quick ? 1 : 5) && same;
  }
  return same ? 0 : 1;
}

}  // namespace
}  // namespace peerwatt::kernel

int main(int argc, char** argv) {
  return peerwatt::kernel::main_with({argv + 1, argv + argc});
}
