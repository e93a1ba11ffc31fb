# Writes the header only when something in it changed, so that nothing is rebuilt without need.
execute_process(COMMAND git describe --always --dirty --abbrev=40 WORKING_DIRECTORY ${SOURCE_DIR}
                OUTPUT_VARIABLE GIT_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT GIT_COMMIT)
  set(GIT_COMMIT "unknown")
endif()
configure_file(${INPUT} ${OUTPUT} @ONLY)
