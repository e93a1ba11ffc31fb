#include <array>

#include "output/schema/declared_columns.hpp"

namespace peerwatt::output {
namespace {

constexpr auto kSystem = std::to_array<SystemColumn>({
#define SYSTEM_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(SystemRecord, name, __VA_ARGS__)
#include "output/recording/system_columns.def"
});

constexpr auto kCertificates = std::to_array<CertificateColumn>({
#define CERTIFICATE_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(CertificateRecord, name, __VA_ARGS__)
#include "output/recording/certificate_columns.def"
});

}  // namespace

std::span<const SystemColumn> system_columns() {
  return kSystem;
}
std::span<const CertificateColumn> certificate_columns() {
  return kCertificates;
}

}  // namespace peerwatt::output
