# writ_generate(TARGET <name> CONTRACTS <file.writ>…
#               [IMPORT_DIRS <dir>…] [OUTPUT_DIR <dir>] [TESTING] [NLOHMANN] [DRAFTS] [LOG] [MCP]
#               [JSON_SCHEMA]
#               [MESSAGES <file.language.json>…] [OPTIONS <option of writ gen>…])
#
# A static library <name> with the C++ of the contracts. Who links it includes "order.writ.h" and
# gets Writ::core too. Imports are looked for beside the file that imports, then in IMPORT_DIRS.
# OUTPUT_DIR is <build>/writ_generated/<name> unless it is given. With TESTING there is an
# "order.writ.testing.h" for tests too, and who links <name> gets Writ::testing; with NLOHMANN an
# "order.writ.nlohmann.h" and Writ::nlohmann, for programs that bring nlohmann_json themselves; with
# DRAFTS every intent has a patch, for writ::Draft; with LOG there is an "order.writ.log.h", for
# writ::Watch; with MCP an "order.writ.mcp.h", for writ::mcp::Server, and Writ::mcp; with
# JSON_SCHEMA an order.schema.json.
# MESSAGES are catalogues of other languages, and there is an
# "order.writ.messages.h" then: order.de.json is one of order.writ, and de.json a part of any of
# this language. ${Writ_MESSAGES} is the folder with those of what the library says: de.json …
#
# The same file works in Writ's own tree and in the installed package. A build in which nothing
# changed runs nothing; a changed contract or import runs `writ gen`; only what then differs is
# compiled.

cmake_policy(VERSION 3.20...3.25)  # 3.20: depfiles with all generators (CMP0116)

# --- what a contract imports ----------------------------------------------------------------------

# All files that `contract` imports, directly or not, that can be found: absolute, sorted.
function(_writ_imports result contract import_dirs)
  set(found)
  set(open ${contract})
  while(open)
    list(POP_FRONT open file)
    cmake_path(GET file PARENT_PATH beside)
    file(STRINGS ${file} lines REGEX "^[ \t]*import[ \t]+\"[^\"]+\"")
    string(REGEX MATCHALL "\"[^\"]+\"" names "${lines}")
    foreach(name IN LISTS names)
      string(REPLACE "\"" "" name "${name}")
      foreach(dir IN LISTS beside import_dirs)
        cmake_path(ABSOLUTE_PATH name BASE_DIRECTORY ${dir} NORMALIZE OUTPUT_VARIABLE path)
        if(EXISTS ${path} AND NOT IS_DIRECTORY ${path})
          if(NOT path IN_LIST found)
            list(APPEND found ${path})
            list(APPEND open ${path})
          endif()
          break()
        endif()
      endforeach()
    endforeach()
  endwhile()
  list(SORT found)
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# Writes the imports of a contract into a file, only when they changed: CMake then runs again, for
# each imported module has a generated header that Ninja must know of to compare it in time.
function(_writ_note_imports result contract import_dirs note)
  _writ_imports(found ${contract} "${import_dirs}")
  set(old)
  if(EXISTS ${note})
    file(READ ${note} old)
  endif()
  if(NOT EXISTS ${note} OR NOT old STREQUAL "${found}")
    file(WRITE ${note} "${found}")
  endif()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)  # the build calls it after each `writ gen`
  _writ_note_imports(_ "${CONTRACT}" "${IMPORT_DIRS}" "${NOTE}")
  # CMake 3.25 adds to what it read from a depfile and never takes away: with Make, an import that
  # was removed would generate for ever. Without its cache it reads the depfile anew.
  file(REMOVE ${CACHE})
  return()
endif()

# --- the function ---------------------------------------------------------------------------------

include_guard(GLOBAL)
set(Writ_COMPILER "" CACHE FILEPATH
  "The writ that writ_generate runs, when it is not the one of this package (cross builds)")
set(_writ_generate_file ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "")

function(writ_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "TESTING;NLOHMANN;DRAFTS;LOG;MCP;JSON_SCHEMA"
    "TARGET;OUTPUT_DIR" "CONTRACTS;IMPORT_DIRS;MESSAGES;OPTIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "writ_generate: unknown argument: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_TARGET OR NOT arg_CONTRACTS)
    message(FATAL_ERROR "writ_generate: TARGET <name> and CONTRACTS <file.writ>… are needed")
  endif()

  set(dir ${CMAKE_CURRENT_BINARY_DIR}/writ_generated/${arg_TARGET})
  if(arg_OUTPUT_DIR)
    cmake_path(ABSOLUTE_PATH arg_OUTPUT_DIR BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE
      OUTPUT_VARIABLE dir)
  endif()
  set(notes ${CMAKE_CURRENT_BINARY_DIR}/writ_generated/${arg_TARGET}.build)
  file(MAKE_DIRECTORY ${dir} ${notes})  # the include directory must exist before the first build

  set(import_dirs)
  set(import_options)
  foreach(import_dir IN LISTS arg_IMPORT_DIRS)
    cmake_path(ABSOLUTE_PATH import_dir NORMALIZE)
    list(APPEND import_dirs ${import_dir})
    list(APPEND import_options --import-dir ${import_dir})
  endforeach()
  set(compiler ${Writ_COMPILER})
  if(NOT compiler)
    set(compiler Writ::writ)
  endif()

  set(cache ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${arg_TARGET}_writ.dir/compiler_depend.internal)

  set(headers)  # name by name: those that are only for who asks for them
  foreach(header IN ITEMS testing nlohmann)
    string(TOUPPER ${header} option)
    if(arg_${option})
      list(APPEND headers ${header})
    endif()
  endforeach()
  list(TRANSFORM headers PREPEND -- OUTPUT_VARIABLE header_options)
  foreach(option IN ITEMS drafts log mcp)
    string(TOUPPER ${option} name)
    if(arg_${name})
      list(APPEND header_options --${option})
    endif()
  endforeach()

  set(stamps)
  set(sources)
  set(contracts)
  set(all_catalogues)
  foreach(contract IN LISTS arg_CONTRACTS)
    cmake_path(ABSOLUTE_PATH contract NORMALIZE)
    if(NOT EXISTS ${contract})
      message(FATAL_ERROR "writ_generate: there is no contract ${contract}")
    endif()
    cmake_path(GET contract STEM LAST_ONLY name)
    set(stamp ${notes}/${name}.stamp)
    set(note ${notes}/${name}.imports)

    # The names are known by rule: `writ gen --list-outputs` prints the same ones, but in Writ's own
    # tree there is no writ to ask while CMake runs. A module gets a header and nothing else; a
    # header may be the output of one command only, also when two contracts import it.
    _writ_note_imports(imports ${contract} "${import_dirs}" ${note})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${note})
    set(cc ${dir}/${name}.writ.cc ${dir}/${name}.writ.words.cc ${dir}/${name}.writ.json.cc
      ${dir}/${name}.writ.json_out.cc ${dir}/${name}.writ.snapshot.cc)
    set(outputs ${cc} ${dir}/${name}.writ.h ${dir}/${name}.writ.checks.h)
    foreach(header IN LISTS headers)
      list(APPEND outputs ${dir}/${name}.writ.${header}.h)
    endforeach()
    set(messages)
    set(catalogues)
    foreach(catalogue IN LISTS arg_MESSAGES)
      cmake_path(ABSOLUTE_PATH catalogue NORMALIZE)
      cmake_path(GET catalogue FILENAME catalogue_name)
      string(FIND "${catalogue_name}" "${name}." found)
      if(NOT found EQUAL 0 AND catalogue_name MATCHES "^[^.]+\\.json$")  # of all contracts
        set(own ${arg_MESSAGES})
        list(FILTER own INCLUDE REGEX "(^|/)${name}\\.${catalogue_name}$")
        if(own)
          set(found 0)
        endif()
      endif()
      if(found EQUAL 0)
        list(APPEND messages --messages ${catalogue})
        list(APPEND catalogues ${catalogue})
        list(APPEND all_catalogues ${catalogue})
      endif()
    endforeach()
    if(messages)
      list(APPEND cc ${dir}/${name}.writ.messages.cc)
      list(APPEND outputs ${dir}/${name}.writ.messages.cc ${dir}/${name}.writ.messages.h)
    endif()
    if(arg_MCP)
      list(APPEND cc ${dir}/${name}.writ.mcp.cc)
      list(APPEND outputs ${dir}/${name}.writ.mcp.cc ${dir}/${name}.writ.mcp.h)
    endif()
    if(arg_LOG OR arg_MCP)
      list(APPEND cc ${dir}/${name}.writ.log.cc)
      list(APPEND outputs ${dir}/${name}.writ.log.cc ${dir}/${name}.writ.log.h)
    endif()
    get_property(taken GLOBAL PROPERTY writ_module_headers)
    foreach(import IN LISTS imports)
      cmake_path(GET import STEM LAST_ONLY module)
      if(NOT ${dir}/${module}.writ.h IN_LIST taken)
        list(APPEND outputs ${dir}/${module}.writ.h)
        set_property(GLOBAL APPEND PROPERTY writ_module_headers ${dir}/${module}.writ.h)
      endif()
    endforeach()

    set(json_schema)
    if(arg_JSON_SCHEMA)
      set(json_schema COMMAND ${compiler} gen ${contract} --json-schema
        -o ${dir}/${name}.schema.json ${import_options})
      list(APPEND outputs ${dir}/${name}.schema.json)
    endif()

    # Only the stamp is an output: it is always new after a run. The rest is rewritten only when it
    # changed, and is compiled only then.
    add_custom_command(OUTPUT ${stamp} BYPRODUCTS ${outputs} ${json_schema}
      COMMAND ${compiler} gen ${contract} -o ${dir} ${import_options} ${header_options} ${messages}
        ${arg_OPTIONS} --depfile ${stamp}.d --depfile-target ${stamp} --stamp ${stamp}
      COMMAND ${CMAKE_COMMAND} -DCONTRACT=${contract} "-DIMPORT_DIRS=${import_dirs}" -DNOTE=${note}
        -DCACHE=${cache} -P ${_writ_generate_file}
      DEPENDS ${contract} ${catalogues} ${compiler} DEPFILE ${stamp}.d
      COMMENT "Generating C++ from ${name}.writ" VERBATIM)
    set_source_files_properties(${outputs} PROPERTIES GENERATED ON)
    list(APPEND stamps ${stamp})
    list(APPEND contracts ${contract})
    list(APPEND sources ${cc})
  endforeach()

  foreach(catalogue IN LISTS arg_MESSAGES)
    cmake_path(ABSOLUTE_PATH catalogue NORMALIZE)
    if(NOT catalogue IN_LIST all_catalogues)
      message(FATAL_ERROR "writ_generate: ${catalogue} is called after no contract here")
    endif()
  endforeach()

  add_custom_target(${arg_TARGET}_writ DEPENDS ${stamps})
  add_library(${arg_TARGET} STATIC ${sources})
  add_dependencies(${arg_TARGET} ${arg_TARGET}_writ)
  set_target_properties(${arg_TARGET} PROPERTIES WRIT_CONTRACTS "${contracts}"
    WRIT_IMPORT_DIRS "${import_dirs}" WRIT_OUTPUT_DIR ${dir} WRIT_STAMPS "${stamps}"
  )  # for writ_add_tests
  target_include_directories(${arg_TARGET} PUBLIC ${dir})
  target_link_libraries(${arg_TARGET} PUBLIC Writ::core)
  foreach(header IN LISTS headers)
    target_link_libraries(${arg_TARGET} PUBLIC Writ::${header})
  endforeach()
  if(arg_MCP)
    target_link_libraries(${arg_TARGET} PUBLIC Writ::mcp)
  endif()
endfunction()
