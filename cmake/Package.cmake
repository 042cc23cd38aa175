# `cmake --install`: writ, the runtime's libraries and headers, and find_package(Writ).
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Writ)
set_target_properties(writ_core PROPERTIES EXPORT_NAME core)
set_target_properties(writ_testing PROPERTIES EXPORT_NAME testing)
set_target_properties(writ_nlohmann PROPERTIES EXPORT_NAME nlohmann)
set_target_properties(writ_instances PROPERTIES EXPORT_NAME instances)
set_target_properties(writ_mcp PROPERTIES EXPORT_NAME mcp)
install(TARGETS writ writ_core writ_testing writ_nlohmann writ_instances writ_mcp
  EXPORT WritTargets)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/core/include/
  ${PROJECT_SOURCE_DIR}/runtime/testing/include/
  ${PROJECT_SOURCE_DIR}/runtime/nlohmann/include/
  ${PROJECT_SOURCE_DIR}/runtime/instances/include/
  ${PROJECT_SOURCE_DIR}/runtime/mcp/include/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
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
