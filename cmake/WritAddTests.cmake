# writ_add_tests(TARGET <name of a writ_generate> [PREFIX <text>] [LABELS <label>…])
#
# The scenarios of the contracts of a target, each a test of CTest that is called `order: an
# over-order takes the suggestion`: played by the interpreter and by the generated machine, which
# must not differ. A program with these machines, <name>_drive, is built for it. PREFIX stands
# before each name.
#
# Which scenarios there are is found out whenever the program has been built, so that a new one
# is there without CMake being run again. enable_testing() must have been called.

include_guard(GLOBAL)
set(_writ_add_tests_folder ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "")

function(writ_add_tests)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;PREFIX" "LABELS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "writ_add_tests: unknown argument: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_TARGET OR NOT TARGET ${arg_TARGET})
    message(FATAL_ERROR "writ_add_tests: TARGET <name of a writ_generate> is needed")
  endif()
  get_target_property(contracts ${arg_TARGET} WRIT_CONTRACTS)
  get_target_property(import_dirs ${arg_TARGET} WRIT_IMPORT_DIRS)
  get_target_property(dir ${arg_TARGET} WRIT_OUTPUT_DIR)
  get_target_property(stamps ${arg_TARGET} WRIT_STAMPS)
  if(NOT contracts)
    message(FATAL_ERROR "writ_add_tests: ${arg_TARGET} is no target of writ_generate")
  endif()
  set(compiler ${Writ_COMPILER})
  if(NOT compiler)
    set(compiler $<TARGET_FILE:Writ::writ>)
  endif()

  set(import_options)
  foreach(import_dir IN LISTS import_dirs)
    list(APPEND import_options --import-dir ${import_dir})
  endforeach()
  set(headers)
  foreach(contract IN LISTS contracts)
    cmake_path(GET contract STEM LAST_ONLY stem)
    list(APPEND headers ${stem}.writ.h)
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/writ_generated/${arg_TARGET}.drive.cc)
  add_custom_command(OUTPUT ${source}.stamp BYPRODUCTS ${source}
    COMMAND ${CMAKE_COMMAND} -DDIR=${dir} "-DHEADERS=${headers}" -DSOURCE=${source}
      -P ${_writ_add_tests_folder}/WritDrive.cmake
    COMMAND ${CMAKE_COMMAND} -E touch ${source}.stamp
    DEPENDS ${arg_TARGET}_writ ${stamps} COMMENT "Generating ${arg_TARGET}.drive.cc" VERBATIM)
  add_custom_target(${arg_TARGET}_drive_source DEPENDS ${source}.stamp)
  set_source_files_properties(${source} PROPERTIES GENERATED ON)
  set(drive ${arg_TARGET}_drive)
  add_executable(${drive} ${source})
  add_dependencies(${drive} ${arg_TARGET}_drive_source)
  target_link_libraries(${drive} PRIVATE ${arg_TARGET} Writ::testing)

  set(tests ${CMAKE_CURRENT_BINARY_DIR}/${drive}_tests.cmake)
  add_custom_command(TARGET ${drive} POST_BUILD
    COMMAND ${CMAKE_COMMAND} "-DWRIT=${compiler}" "-DCONTRACTS=${contracts}"
      "-DOPTIONS=${import_options}" "-DDRIVE=$<TARGET_FILE:${drive}>" "-DPREFIX=${arg_PREFIX}"
      "-DLABELS=${arg_LABELS}" "-DOUT=${tests}"
      -P ${_writ_add_tests_folder}/WritDrive.cmake
    BYPRODUCTS ${tests} VERBATIM)
  # Changed scenarios change no generated code: the program is linked again for its list.
  set_property(TARGET ${drive} APPEND PROPERTY LINK_DEPENDS ${contracts})
  set(include ${CMAKE_CURRENT_BINARY_DIR}/${drive}_include.cmake)
  file(WRITE ${include} "if(EXISTS \"${tests}\")\n  include(\"${tests}\")\nelse()\n"
    "  add_test(${drive}_NOT_BUILT ${drive}_NOT_BUILT)\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include})
endfunction()
