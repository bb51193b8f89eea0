# `cmake --install` puts the kit under any prefix, and CPack makes a Debian package of the same files. The program finds its
# content from where it stands (/proc/self/exe): the tree may be moved as a whole.
#
#   bin/partage                      the program
#   lib/partage/programs/            what CMake compiled: lessons' programs, scenarios
#   share/partage/                   lessons, exercises (without their checks, compiled in the program), solutions
#   share/man/fr/man1/partage.1      the manual page
#   share/{bash-completion,zsh,fish} completion of the command line
#   share/doc/partage/               README and licence
install(TARGETS partage RUNTIME DESTINATION bin)
install(DIRECTORY lessons exercises solutions DESTINATION share/partage
  PATTERN CMakeLists.txt EXCLUDE
  PATTERN check.cpp EXCLUDE)
install(FILES README.fr.md DESTINATION share/doc/partage)
# The workflow files of a class, for a portal.
install(DIRECTORY tui/grade/portail DESTINATION share/partage)
install(FILES LICENSE DESTINATION share/doc/partage RENAME copyright)
# man(1) looks only in its own language and in the folder of none: without a copy there, « man partage » would find nothing
# on a machine set in English.
install(FILES tui/cli/partage.1 DESTINATION share/man/fr/man1)
install(FILES tui/cli/partage.1 DESTINATION share/man/man1)

# Completion is written by the program from its own commands: it cannot lag behind.
set(completions)
foreach(shell bash zsh fish)
  set(file ${CMAKE_BINARY_DIR}/completion/partage.${shell})
  add_custom_command(OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/completion
    COMMAND sh -c "\"$0\" completion \"$1\" > \"$2\"" $<TARGET_FILE:partage> ${shell} ${file}
    DEPENDS partage VERBATIM)
  list(APPEND completions ${file})
endforeach()
add_custom_target(completion ALL DEPENDS ${completions})
set_property(GLOBAL APPEND PROPERTY PARTAGE_KIT_TARGETS completion)
install(FILES ${CMAKE_BINARY_DIR}/completion/partage.bash DESTINATION share/bash-completion/completions RENAME partage)
install(FILES ${CMAKE_BINARY_DIR}/completion/partage.zsh DESTINATION share/zsh/vendor-completions RENAME _partage)
install(FILES ${CMAKE_BINARY_DIR}/completion/partage.fish DESTINATION share/fish/vendor_completions.d)

set(CPACK_PACKAGE_NAME partage)
set(CPACK_PACKAGE_VENDOR Partage)
set(CPACK_PACKAGE_CONTACT "Partage <partage@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "voir et comprendre la mémoire partagée, dans un terminal")
set(CPACK_PACKAGE_DESCRIPTION
"Leçons et exercices en français sur la mémoire partagée POSIX : fork, projections
anonymes partagées, fichiers liés en mémoire. Chaque programme est montré tel que le
noyau le voit, et chaque exercice est jugé sur ce que le programme a vraiment fait.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What students write is compiled on their machine; terminfo says how the terminal draws.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "gcc, libc6-dev, ncurses-base")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "nano | vim | editor, man-db, manpages-dev, strace, gdb, similarity-tester")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clangd, tmux")
include(CPack)
