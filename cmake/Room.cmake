# add_room(<name> HEADERS ... SOURCES ... [PUBLIC ...] [PRIVATE ...])
#
# One folder, one library, clearinghouse::<name>. Headers are included from the top of the repository
# ("engine/model/document.h") and each must compile alone: the target all_verify_interface_header_sets
# checks that. A room links only the rooms and libraries that ARCHITECTURE.md allows it.
function(add_room name)
  cmake_parse_arguments(ROOM "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target clearinghouse_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  add_library(clearinghouse::${name} ALIAS ${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ROOM_HEADERS})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(${target} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE} clearinghouse_settings)
endfunction()
