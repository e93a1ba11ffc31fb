# A module is a folder and a static library. Its DEPS are the only permission to include another
# module's headers; tests/architecture compares the two. Third-party targets are PRIVATE, except
# those named PUBLIC_LIBRARIES, whose headers appear in the module's own headers.
#
#   peerwatt_module(kernel SOURCES event_queue.cpp DEPS core LIBRARIES Boost::graph)

set_property(GLOBAL PROPERTY PEERWATT_LAYERS "")

add_library(peerwatt_options INTERFACE)
target_compile_options(peerwatt_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -ffp-contract=off
  # GCC 12 sees copies in std::string overlap that do not (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # At -O3 it follows values through what it inlined and reports paths that are never taken: fill
  # characters that fmt 9's parser of format strings has counted, strings of an error made and thrown
  # at once, strings appended to a vector of known length. Which ones, changes with the compiler's
  # revision and with precompiled headers; the unit tests' build at -O1 still has all of them on.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-array-bounds>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overflow>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overread>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-maybe-uninitialized>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-dangling-pointer>
  $<$<BOOL:${PEERWATT_WARNINGS_AS_ERRORS}>:-Werror>)
if(PEERWATT_SANITIZERS)
  target_compile_options(peerwatt_options INTERFACE -fsanitize=${PEERWATT_SANITIZERS}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(peerwatt_options INTERFACE -fsanitize=${PEERWATT_SANITIZERS})
elseif(PEERWATT_HARDENING)
  # An overrun that gets past the checks of input ends the program instead of being of use to who wrote
  # the input. _FORTIFY_SOURCE works in optimized code only.
  set(optimized $<CONFIG:Release,RelWithDebInfo,MinSizeRel>)
  target_compile_options(peerwatt_options INTERFACE -fstack-protector-strong -fPIE
    $<${optimized}:-U_FORTIFY_SOURCE> $<${optimized}:-D_FORTIFY_SOURCE=3>
    $<${optimized}:-D_GLIBCXX_ASSERTIONS>)
  target_link_options(peerwatt_options INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
if(PEERWATT_FUZZING)
  target_compile_options(peerwatt_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Common headers are read once, by the core module. Not with ccache, which keeps whole files and does
# not see into what was read before, nor with clang-tidy; so those builds also show that every file
# includes what it uses.
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache OR CMAKE_CXX_CLANG_TIDY)
  set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()
function(peerwatt_precompiled target)
  if(target STREQUAL peerwatt_core)
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tools/cmake/precompiled.hpp)
  else()
    target_precompile_headers(${target} REUSE_FROM peerwatt_core)
  endif()
endfunction()

function(peerwatt_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  list(TRANSFORM ARG_DEPS PREPEND peerwatt:: OUTPUT_VARIABLE modules)
  if(ARG_SOURCES)
    add_library(peerwatt_${name} STATIC ${ARG_SOURCES})
    target_include_directories(peerwatt_${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(peerwatt_${name} PUBLIC ${modules} ${ARG_PUBLIC_LIBRARIES}
                          PRIVATE peerwatt_options ${ARG_LIBRARIES})
    if(NOT name STREQUAL core)  # whose precompiled headers everybody takes
      target_link_libraries(peerwatt_${name} PRIVATE peerwatt::core)
    endif()
    peerwatt_precompiled(peerwatt_${name})
  else()  # headers only
    add_library(peerwatt_${name} INTERFACE)
    target_include_directories(peerwatt_${name} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(peerwatt_${name} INTERFACE ${modules})
  endif()
  add_library(peerwatt::${name} ALIAS peerwatt_${name})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  list(JOIN ARG_DEPS "," deps)
  set_property(GLOBAL APPEND PROPERTY PEERWATT_LAYERS "${name}\t${folder}\t${deps}")
endfunction()
