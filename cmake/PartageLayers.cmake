# A layer is one folder of tui/ and one static library. It sees the headers of the layers it names, and no others:
# each layer's headers are reachable only through its own include root, build/include/<layer>/<layer> -> tui/<layer>.
#
#   partage_layer(<name> [LAYERS <layer>...] [LIBRARIES <target>...])
#
# LAYERS are the layers below that it may include and link; LIBRARIES are outside libraries, private to it.
function(partage_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LAYERS;LIBRARIES")
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(include_root ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${folder} ${include_root}/${name} SYMBOLIC)
  if(sources)
    add_library(partage_${name} STATIC ${sources})
    target_include_directories(partage_${name} PUBLIC ${include_root})
    target_link_libraries(partage_${name} PRIVATE partage_warnings ${arg_LIBRARIES})
    foreach(layer IN LISTS arg_LAYERS)
      target_link_libraries(partage_${name} PUBLIC partage_${layer})
    endforeach()
  else()
    add_library(partage_${name} INTERFACE)
    target_include_directories(partage_${name} INTERFACE ${include_root})
    foreach(layer IN LISTS arg_LAYERS)
      target_link_libraries(partage_${name} INTERFACE partage_${layer})
    endforeach()
  endif()
endfunction()
