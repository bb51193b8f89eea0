// Words about a run that several diagnoses use. Private to check/.
#pragma once

#include <chrono>
#include <string>

#include "check/facts.hpp"

namespace partage::check {

/// « le père », « le fils 2 ».
std::string who(const Run& run, Pid pid);

/// « , à la ligne 12 », or nothing when the place is unknown.
std::string place_words(const SourceLine& where);

/// Line at which pid ended, or was when its fatal signal came; unknown outside the student's file.
SourceLine exit_place(const Run& run, Pid pid);

/// « 5 », « 2,5 ».
std::string seconds(std::chrono::milliseconds duration);

}  // namespace partage::check
