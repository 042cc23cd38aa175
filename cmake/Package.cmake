# `cmake --install`: writ, the runtime's libraries and headers, and find_package(Writ).
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Writ)
set(libraries core digest testing nlohmann instances authority mcp)
foreach(library IN LISTS libraries)
  set_target_properties(writ_${library} PROPERTIES EXPORT_NAME ${library})
  install(TARGETS writ_${library} EXPORT WritTargets)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/${library}/include/
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
endforeach()
install(TARGETS writ EXPORT WritTargets)
install(EXPORT WritTargets NAMESPACE Writ:: DESTINATION ${package_dir})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/messages DESTINATION ${CMAKE_INSTALL_DATADIR}/writ)
set(messages_dir ${CMAKE_INSTALL_DATADIR}/writ/messages)
configure_package_config_file(cmake/WritConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/WritConfig.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS messages_dir)
# Until 1.0 each minor version may break what the one before it promised.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/WritConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/WritConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/WritConfigVersion.cmake cmake/WritGenerate.cmake
  cmake/WritAddTests.cmake cmake/WritDrive.cmake
  DESTINATION ${package_dir})

# The examples say find_package(Writ), as any user would. In this tree it finds the tree.
if(PROJECT_IS_TOP_LEVEL)
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/writ-config.cmake "")
  file(WRITE ${CMAKE_FIND_PACKAGE_REDIRECTS_DIR}/writ-config-version.cmake
    "set(PACKAGE_VERSION ${PROJECT_VERSION})\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n")
endif()
