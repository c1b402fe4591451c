# find_package(ppv1) gives ppv1::ppv1 (shared) and ppv1::ppv1_static;
# pkg-config knows it as ppv1.  What is installed may be moved.
include(CMakePackageConfigHelpers)

install(TARGETS ppv1_static ppv1_shared EXPORT ppv1)
install(FILES ppv1.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PPV1_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ppv1)
install(FILES ppv1.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ppv1)
install(EXPORT ppv1 NAMESPACE ppv1:: FILE ppv1-config.cmake
        DESTINATION ${config_dir})
write_basic_package_version_file(ppv1-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ppv1-config-version.cmake
        DESTINATION ${config_dir})

set(pc_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH PPV1_UP /${pc_dir} /)
configure_file(ppv1.pc.in ppv1.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ppv1.pc DESTINATION ${pc_dir})
