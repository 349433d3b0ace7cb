# What the pages are made with and comes from npm: the typeface and the shapes of countries. package-lock.json names
# each with its sum; they are installed once into the build folder, and from there compiled into the server.
find_program(NPM_PROGRAM npm REQUIRED)
find_program(NODE_PROGRAM node REQUIRED)

set(web_packages "${CMAKE_BINARY_DIR}/web-packages")
set(web_packages_source "${PROJECT_SOURCE_DIR}/server/web/packages")
set(web_packages_stamp "${web_packages}/installed")
add_custom_command(OUTPUT "${web_packages_stamp}"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${web_packages}"
  COMMAND ${CMAKE_COMMAND} -E copy package.json package-lock.json .npmrc "${web_packages}"
  COMMAND ${CMAKE_COMMAND} -E chdir "${web_packages}" "${NPM_PROGRAM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch "${web_packages_stamp}"
  WORKING_DIRECTORY "${web_packages_source}"
  DEPENDS "${web_packages_source}/package.json" "${web_packages_source}/package-lock.json"
  COMMENT "Installing the typeface and the shapes of countries (npm)" VERBATIM)

# web_file(<out-variable> <file in node_modules> <name>): a file of a package under another name, below
# web-packages/files/ in the build folder.
function(web_file out from name)
  set(target "${web_packages}/files/${name}")
  add_custom_command(OUTPUT "${target}"
    COMMAND ${CMAKE_COMMAND} -E copy "${web_packages}/node_modules/${from}" "${target}"
    DEPENDS "${web_packages_stamp}" VERBATIM)
  set(${out} "${target}" PARENT_SCOPE)
endfunction()
