# writ_library(NAME [LINKS …] [USES …] [SOURCES …])
#
# The *.cc of this folder as a static library NAME. LINKS are part of its face, USES are its own
# matter; SOURCES are generated files that belong to it. A new source file touches no CMake file.
function(writ_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS;USES;SOURCES")
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  add_library(${name} STATIC ${sources} ${arg_SOURCES})
  # #include "compiler/source/files.h": from the root, so that an include says which phase it uses.
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE ${arg_USES})
endfunction()
