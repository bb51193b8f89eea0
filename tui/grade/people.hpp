// Who handed it in, from the name of a folder or an archive. Private to grade/.
#pragma once

#include <string>
#include <string_view>

namespace partage::grade {

/// "Nom Prénom_12345_assignsubmission_file_" and its variants, or any other name.
struct Person {
  std::string name;    ///< readable (text.hpp), composed (old_names.hpp)
  std::string number;  ///< digits, may be empty
  std::string email;   ///< may be empty
  bool moodle = false;
  bool online_text = false;  ///< Moodle's page typed in the browser: no file of C is in it
  std::string file;    ///< Moodle without folders: the file's own name, raw, after the student's
};

Person person_named(std::string_view raw);

/// Equal for two names of one student: the number, or else the words of the name whatever their case.
std::string identity(const Person& person);

}  // namespace partage::grade
