// junit.xml: the marks in the form that Jenkins, GitLab and the like read (the « JUnit » of Ant and Surefire).
//
// One testsuite for each student, one testcase for each exercise, in the order of Results. What fails holds the diagnosis:
// its code is the type, its sentence and its line are the message, what was seen is the text. Nothing handed in is a
// failure too, of type "non-rendu", since it gives no point (a test « skipped » would look harmless). What could not be judged
// is an error, of type "non-juge": it is nobody's failure. What the program printed is in system-out.
#pragma once

#include <string>

#include "grade/results.hpp"

namespace partage::grade {

std::string junit_xml(const Results& results);

}  // namespace partage::grade
