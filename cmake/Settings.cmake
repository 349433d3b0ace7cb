# How every target of this project is compiled.
option(CLEARINGHOUSE_BUILD_TESTS "Build the tests" ON)
option(CLEARINGHOUSE_BUILD_FUZZERS "Build the libFuzzer programs (needs clang)" OFF)
set(CLEARINGHOUSE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=: address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(clearinghouse_settings INTERFACE)
target_compile_options(clearinghouse_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror
  # GCC 12 reports overlaps that are not there in optimised string concatenation (GCC bug 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(CLEARINGHOUSE_SANITIZE)
  target_compile_options(clearinghouse_settings INTERFACE
    -fsanitize=${CLEARINGHOUSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(clearinghouse_settings INTERFACE -fsanitize=${CLEARINGHOUSE_SANITIZE})
endif()
