#pragma once

#include <span>
#include <string>
#include <vector>

#include "output/recording/slot_record.hpp"
#include "output/trace/series_storage.hpp"

namespace peerwatt::output {

// /events: tables of orders, trades and quotes, that grow by whole chunks.
class EventSeries {
 public:
  EventSeries(hid_t root, std::span<const std::string> mechanism_names,
              const SeriesStorage& storage);
  void append(const recording::SlotRecord& slot);
  void finish();

 private:
  // The numbers of the rows, and a column for each member of the records.
  struct Table {
    SeriesColumn number;
    std::vector<SeriesColumn> columns;
    std::int64_t rows = 0;
  };
  template <class Column>
  static Table make_table(hid_t events, const char* name, const char* row,
                          std::span<const Column> columns, const SeriesStorage& storage);
  template <class Record, class Column>
  static void append_to(Table& table, std::span<const Record> events,
                        std::span<const Column> columns);
  static Table make_trades(hid_t events, std::span<const std::string> mechanism_names,
                           const SeriesStorage& storage);

  H5Handle group_;
  Table orders_;
  Table trades_;
  Table quotes_;
};

}  // namespace peerwatt::output
