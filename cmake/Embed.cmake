# embed_files(<target> HEADER <header> FUNCTION <namespace::function> BASE <folder> FILES <files...>)
#
# Compiles files into <target>, so that a program needs nothing beside itself. The header declares
#     struct EmbeddedFile { std::string_view name; std::string_view content; };   // in the function's namespace
#     std::span<const EmbeddedFile> function();
# and names are relative to BASE.
function(embed_files target)
  cmake_parse_arguments(EMBED "" "HEADER;FUNCTION;BASE" "FILES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${EMBED_FUNCTION}" stem)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${stem}.cpp")
  set(list "${CMAKE_CURRENT_BINARY_DIR}/${stem}.list")
  string(REPLACE ";" "\n" lines "${EMBED_FILES}")
  file(GENERATE OUTPUT "${list}" CONTENT "${lines}\n")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed.cmake")
  add_custom_command(OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} -DLIST=${list} -DBASE=${EMBED_BASE} -DHEADER=${EMBED_HEADER}
            -DFUNCTION=${EMBED_FUNCTION} -DOUTPUT=${source} -P "${script}"
    DEPENDS ${EMBED_FILES} "${list}" "${script}"
    COMMENT "Embedding the files of ${EMBED_FUNCTION}" VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
