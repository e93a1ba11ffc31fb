#include "agents/published/prosumer_accounts.hpp"

namespace peerwatt::agents {

ProsumerAccounts::ProsumerAccounts(std::size_t prosumers)
    : prices(prosumers), stored_sold_kwh(prosumers) {
#define ACCOUNT_COLUMN(type, name, initial, ...) name.assign(prosumers, initial);
#include "output/recording/prosumer_columns.def"
}

}  // namespace peerwatt::agents
