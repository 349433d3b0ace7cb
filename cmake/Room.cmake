# add_room(<name> HEADERS ... SOURCES ... [PUBLIC ...] [PRIVATE ...])
#
# One folder, one library, clearinghouse::<name>. Headers are included from the top of the repository
# ("engine/model/document.h") and each must compile alone: a source includes its own header first, and headers that have no
# source are compiled by the target all_verify_interface_header_sets. A room links only the rooms and libraries that
# ARCHITECTURE.md allows it.
function(add_room name)
  cmake_parse_arguments(ROOM "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target clearinghouse_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  add_library(clearinghouse::${name} ALIAS ${target})
  set(alone "")
  foreach(header IN LISTS ROOM_HEADERS)
    cmake_path(REPLACE_EXTENSION header LAST_ONLY cpp OUTPUT_VARIABLE source)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
      list(APPEND alone "${header}")
    endif()
  endforeach()
  list(REMOVE_ITEM ROOM_HEADERS ${alone})
  target_sources(${target} PUBLIC
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ROOM_HEADERS}
    FILE_SET without_source TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${alone})
  set_target_properties(${target} PROPERTIES
    VERIFY_INTERFACE_HEADER_SETS ON INTERFACE_HEADER_SETS_TO_VERIFY without_source)
  target_link_libraries(${target} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE} clearinghouse_settings)
endfunction()
