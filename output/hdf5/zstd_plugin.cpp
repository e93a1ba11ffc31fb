// The zstd filter as a plugin, with which h5py, netCDF and other readers decode traces of codec
// zstd: they look for it in the folders of HDF5_PLUGIN_PATH. peerwatt itself loads no plugins.
#include <H5PLextern.h>

#include "output/hdf5/zstd_filter.hpp"

H5PL_type_t H5PLget_plugin_type() {
  return H5PL_TYPE_FILTER;
}

const void* H5PLget_plugin_info() {
  return &peerwatt::output::zstd_filter_class();
}
