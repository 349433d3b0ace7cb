# Run by ctest before the tests of the pages: names the programs that are missing, and installs what package-lock.json
# lists into TARGET, from which it also works without a network afterwards.
#   cmake -D SOURCE=tests/browser -D TARGET=build/dev/browser -P install.cmake

set(missing "")
foreach(pair IN ITEMS "node|nodejs" "npm|npm" "java|openjdk-17-jre-headless" "chromium-headless-shell|chromium-headless-shell")
  string(REPLACE "|" ";" pair "${pair}")
  list(GET pair 0 program)
  list(GET pair 1 package)
  find_program(found_${program} ${program})
  if(NOT found_${program})
    list(APPEND missing ${package})
  endif()
endforeach()
if(missing)
  list(JOIN missing " " packages)
  message(FATAL_ERROR "the pages cannot be tested without these packages (apt-get install ${packages})")
endif()

file(SHA256 "${SOURCE}/package-lock.json" wanted)
set(stamp "${TARGET}/installed")
if(EXISTS "${stamp}")
  file(READ "${stamp}" installed)
  if(installed STREQUAL wanted)
    return()
  endif()
endif()

file(COPY "${SOURCE}/package.json" "${SOURCE}/package-lock.json" "${SOURCE}/.npmrc" DESTINATION "${TARGET}")
execute_process(COMMAND "${found_npm}" ci --ignore-scripts --no-audit --no-fund
  WORKING_DIRECTORY "${TARGET}" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "npm ci failed in ${TARGET} (its messages stand above; is there a network?)")
endif()
file(WRITE "${stamp}" "${wanted}")
