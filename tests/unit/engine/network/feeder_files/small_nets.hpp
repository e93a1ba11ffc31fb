#pragma once

#include <string>

#include "tests/unit/engine/network/feeder_files/folder.hpp"

// The smallest nets of each form that have a transformer and a line.
namespace peerwatt::network {

inline void write_small_matpower(const Folder& folder) {
  folder.write("meta.csv", "key,value\nbase_mva,1\nslack_bus,1\nslack_vm_pu,1\n");
  folder.write("bus.csv", "bus,type,base_kv\n1,3,20\n2,1,0.4\n3,1,0.4\n");
  folder.write("branch.csv",
               "branch,from_bus,to_bus,r_pu,x_pu,rate_a_mva,tap,shift_degree,status\n"
               "1,1,2,0.01,0.04,0.4,1,150,1\n2,2,3,0.02,0.01,0,0,0,1\n");
}

inline void write_small_pandapower(const Folder& folder) {
  folder.write("bus.csv",
               "index,name,vn_kv,in_service\n0,mv,20,True\n1,low,0.4,True\n2,end,0.4,True\n");
  folder.write("ext_grid.csv", "index,bus,vm_pu\n0,0,1\n");
  folder.write(
      "line.csv",
      "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,in_service\n"
      "0,street,1,2,0.5,0.5,0.25,0.1,True\n");
  folder.write("trafo.csv",
               "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,"
               "in_service\n0,station,0,1,0.4,20,0.4,5,3,True\n");
}

inline void write_small_line_codes(const Folder& folder) {
  folder.write("source.csv", "bus,kv,vm_pu\ns,20,1\n");
  folder.write("transformer.csv",
               "name,hv_bus,lv_bus,hv_kv,lv_kv,s_kva,x_percent,r_percent\nT,s,1,20,0.4,400,4,3\n");
  folder.write("line_codes.csv", "line_code,r1_ohm_per_km,x1_ohm_per_km\nthick,0.25,0.125\n");
  folder.write("lines.csv", "line,from_bus,to_bus,line_code,length_m\nL1,1,2,thick,500\n");
}

inline void write_small_project(const Folder& folder) {
  folder.write("feeder.csv", "key,value\nroot,r\nbase_kv,0.4\n");
  folder.write("buses.csv", "bus\nr\na\n");
  folder.write("lines.csv", "from,to,resistance_ohm,reactance_ohm\nr,a,0.5,0.25\n");
}

}  // namespace peerwatt::network
