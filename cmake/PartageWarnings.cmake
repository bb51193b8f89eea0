# Our own code only: student and lesson programs choose their own flags.
add_library(partage_warnings INTERFACE)
target_compile_options(partage_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  # gcc 12 sees uninitialized members in every std::variant that is moved at -O1.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(PARTAGE_WERROR)
  target_compile_options(partage_warnings INTERFACE -Werror)
endif()
