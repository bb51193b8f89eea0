# Lessons and exercises are folders; nothing lists them. A folder that lacks a part stops the configuration here.

function(partage_require_file folder name what)
  if(NOT EXISTS ${folder}/${name})
    file(RELATIVE_PATH shown ${CMAKE_SOURCE_DIR} ${folder}/${name})
    partage_incomplete("Il manque ${what} : ${shown}")
  endif()
endfunction()

function(partage_incomplete reason)
  if(PARTAGE_EN_TRAVAUX)
    message(WARNING "${reason}")
    set_property(GLOBAL PROPERTY PARTAGE_SKIP ON)
  else()
    message(FATAL_ERROR "${reason}")
  endif()
endfunction()

# First line that gives `key` in exercise.toml; the program reads the file fully, this only stops what lacks a part.
function(partage_toml_value variable folder key)
  file(STRINGS ${folder}/exercise.toml line REGEX "^${key}[ \t]*=" LIMIT_COUNT 1)
  if(NOT line)
    file(RELATIVE_PATH shown ${CMAKE_SOURCE_DIR} ${folder}/exercise.toml)
    partage_incomplete("${shown} : il manque « ${key} = … »")
  endif()
  set(${variable} "${line}" PARENT_SCOPE)
endfunction()

# Every .c and .cpp directly under a lesson folder is one program, built at build/programs/lessons/<lesson>/<program>.
function(partage_lesson folder)
  get_filename_component(lesson ${folder} NAME)
  partage_require_file(${folder} lesson.fr.md "le texte de la leçon")
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.c ${folder}/*.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(program ${source} NAME_WE)
    set(target lesson_${lesson}_${program})
    add_executable(${target} ${source})
    set_target_properties(${target} PROPERTIES
      OUTPUT_NAME ${program}
      RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/programs/lessons/${lesson}
      C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
    # The student reads and steps these programs: no optimisation, whatever the build type.
    target_compile_options(${target} PRIVATE -O0 -g -Wall -Wextra -Wpedantic $<$<BOOL:${PARTAGE_WERROR}>:-Werror>)
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/lessons/common)
    set_property(GLOBAL APPEND PROPERTY PARTAGE_KIT_TARGETS ${target})
    install(TARGETS ${target} RUNTIME DESTINATION lib/partage/programs/lessons/${lesson})
  endforeach()
endfunction()

# An exercise: its check goes into the program, its scenario is compiled once, beside the demos.
function(partage_exercise folder)
  get_filename_component(exercise ${folder} NAME)
  string(REGEX REPLACE "^[0-9]+_" "" name ${exercise})
  partage_require_file(${folder} enonce.fr.md "l'énoncé")
  partage_require_file(${folder} exercise.toml "la description (titre, indices, diagnostics)")
  partage_require_file(${folder} scenario.c "le scénario qui appelle la fonction de l'étudiant")
  partage_require_file(${folder} check.cpp "le contrôle")
  file(GLOB stub ${folder}/${name}.c ${folder}/${name}.hpp ${folder}/${name}.cpp)
  if(NOT stub)
    partage_incomplete("Il manque le fichier à compléter : exercises/${exercise}/${name}.c")
  endif()
  get_filename_component(stub_name "${stub}" NAME)
  partage_require_file(${CMAKE_SOURCE_DIR}/solutions/${exercise} "${stub_name}" "la solution jumelle")
  get_property(skip GLOBAL PROPERTY PARTAGE_SKIP)
  set_property(GLOBAL PROPERTY PARTAGE_SKIP OFF)
  if(skip)
    return()
  endif()
  file(STRINGS "${stub}" todo REGEX "TODO" LIMIT_COUNT 1)
  if(NOT todo)
    partage_incomplete("exercises/${exercise}/${stub_name} : aucune ligne TODO ne dit à l'étudiant où écrire")
  endif()

  partage_toml_value(lesson ${folder} lecon)
  partage_toml_value(title ${folder} titre)
  partage_toml_value(hints ${folder} indices)
  string(REGEX MATCH "[0-9][0-9]" lesson_number "${lesson}")
  # The student's own copy, judged by the same engine; PARTAGE_TRAVAIL is read when the test runs.
  add_test(NAME exercice/${exercise} COMMAND ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/partage verifier ${exercise})
  set_tests_properties(exercice/${exercise} PROPERTIES LABELS "exercice;lecon-${lesson_number}" TIMEOUT 120)

  set(scenario scenario_${exercise})
  add_library(${scenario} OBJECT ${folder}/scenario.c)
  target_compile_options(${scenario} PRIVATE -std=gnu17 -O0 -g -Wall -Wextra)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/programs/exercises/${exercise}/scenario.o
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/programs/exercises/${exercise}
    COMMAND ${CMAKE_COMMAND} -E copy_if_different $<TARGET_OBJECTS:${scenario}>
            ${CMAKE_BINARY_DIR}/programs/exercises/${exercise}/scenario.o
    DEPENDS ${scenario} $<TARGET_OBJECTS:${scenario}>)
  add_custom_target(copy_${scenario} ALL DEPENDS ${CMAKE_BINARY_DIR}/programs/exercises/${exercise}/scenario.o)

  set_property(GLOBAL APPEND PROPERTY PARTAGE_KIT_TARGETS copy_${scenario})
  install(FILES ${CMAKE_BINARY_DIR}/programs/exercises/${exercise}/scenario.o
    DESTINATION lib/partage/programs/exercises/${exercise})

  target_sources(partage_checks PRIVATE ${folder}/check.cpp)
  set_source_files_properties(${folder}/check.cpp PROPERTIES
    COMPILE_DEFINITIONS "PARTAGE_EXERCISE_FUNCTION=check_${exercise}")
  set_property(GLOBAL APPEND PROPERTY PARTAGE_EXERCISES ${exercise})
endfunction()

# The table that leads from an exercise's name to its check: a static library would drop self-registration.
function(partage_write_check_table)
  get_property(exercises GLOBAL PROPERTY PARTAGE_EXERCISES)
  set(declarations "")
  set(rows "")
  foreach(exercise IN LISTS exercises)
    string(APPEND declarations "}\nvoid check_${exercise}(partage::check::Trial&);\nnamespace partage::check {\n")
    string(APPEND rows "    {\"${exercise}\", ::check_${exercise}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/check_table.cpp @ONLY CONTENT
"#include \"check/table.hpp\"
namespace partage::check {
@declarations@
std::span<const CheckEntry> check_table() {
  static const CheckEntry table[] = {
@rows@    {nullptr, nullptr}};
  return {table, std::size(table) - 1};
}
}  // namespace partage::check
")
  target_sources(partage_checks PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/check_table.cpp)
endfunction()
