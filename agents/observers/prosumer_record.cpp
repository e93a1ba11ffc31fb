#include "agents/observers/prosumer_record.hpp"

namespace peerwatt::agents {

recording::ProsumerRecord prosumer_record(const PublishedSlot& slot) {
  recording::ProsumerRecord record;
#define HOUSEHOLD_COLUMN(type, name, ...) record.name = slot.households.name;
#define ACCOUNT_COLUMN(type, name, ...) record.name = slot.prosumers.name;
#include "output/recording/prosumer_columns.def"
  return record;
}

}  // namespace peerwatt::agents
