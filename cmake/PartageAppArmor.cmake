# One profile for the installed program (shipped by the package, in /etc/apparmor.d), one for the program of this build (that
# `./partage` offers to install).
function(partage_apparmor_profile name program)
  configure_file(${CMAKE_SOURCE_DIR}/tui/sandbox/apparmor/partage.in ${CMAKE_BINARY_DIR}/apparmor/${name} @ONLY)
endfunction()
partage_apparmor_profile(partage /usr/bin/partage)
partage_apparmor_profile(partage-construction "\"${CMAKE_BINARY_DIR}/bin/partage\"")
# Under another prefix the profile would name a program that is not there. Asked at installation: CPack has its own prefix.
install(CODE "
  if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
    file(INSTALL DESTINATION /etc/apparmor.d TYPE FILE FILES \"${CMAKE_BINARY_DIR}/apparmor/partage\")
  endif()")
