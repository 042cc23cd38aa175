# writ_embed(NAME OUTPUT HEADER FUNCTION FILES…)
#
# Makes OUTPUT, a .cc that includes HEADER and defines `std::string_view FUNCTION(std::string_view
# name)`: the text of the file of that name in FILES, byte for byte, or an empty view for any other
# name. A Markdown page goes without its `.md`.
function(writ_embed)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT;HEADER;FUNCTION" "FILES")
  string(REPLACE ";" "|" files "${arg_FILES}")
  add_custom_command(OUTPUT ${arg_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${arg_OUTPUT} -DHEADER=${arg_HEADER}
      -DFUNCTION=${arg_FUNCTION} "-DFILES=${files}"
      -P ${PROJECT_SOURCE_DIR}/cmake/EmbedTemplates.cmake
    DEPENDS ${arg_FILES} ${PROJECT_SOURCE_DIR}/cmake/EmbedTemplates.cmake
    COMMENT "Embedding ${arg_FUNCTION}" VERBATIM)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# From here on: the command itself.
cmake_policy(VERSION 3.25)
string(REPLACE "|" ";" files "${FILES}")
string(REGEX MATCH "^(.*)::([^:]+)$" _ "${FUNCTION}")
set(namespace "${CMAKE_MATCH_1}")
set(function "${CMAKE_MATCH_2}")
set(text "// Made from the files named below; change those.\n#include \"${HEADER}\"\n\n")
string(APPEND text "#include <string_view>\n\nnamespace ${namespace} {\n\n")
string(APPEND text "std::string_view ${function}([[maybe_unused]] std::string_view name) {\n")
foreach(file IN LISTS files)
  file(READ ${file} content)
  cmake_path(GET file FILENAME name)
  string(REGEX REPLACE "\\.md$" "" name "${name}")
  string(APPEND text "  if (name == \"${name}\") return R\"writ-text(${content})writ-text\";\n")
endforeach()
string(APPEND text "  return {};\n}\n\n}  // namespace ${namespace}\n")
file(WRITE ${OUTPUT} "${text}")
