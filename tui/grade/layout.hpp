// Which of a student's files answers which exercise. Private to grade/.
//
// The layouts that teachers get, from the most to the least certain:
//   NN_nom/fichier.c, alone or under other folders (a clone: travail/NN_nom/fichier.c)
//   fichier.c, anywhere
//   the same, but for the case of letters
//   NN_anything.c, NN.c, exNN.c, exoNN.c, exerciceNN.c (with or without the 0), in any case
//   « fichier (1).c », as browsers name a second download
// In a clone of the whole kit, solutions/ and tests/ are the teacher's and are never taken; exercises/ is taken last.
// Among equals, the file nearest to the top is taken. Two different files, equally near: the teacher must choose.
#pragma once

#include <string>
#include <vector>

#include "content/exercise.hpp"
#include "grade/tree.hpp"

namespace partage::grade {

/// One file of a student, wherever it is.
struct Item {
  std::string path;  ///< shown: "travail.zip/08_create_shared_memory/create_shared_memory.c"
  const Tree* tree = nullptr;
  const Entry* entry = nullptr;
};

struct Choice {
  enum class What { file, missing, unsettled } what = What::missing;
  std::string bytes;   ///< file: at most check's largest, and one more byte when it is too large
  std::string path;    ///< file: readable
  std::string reason;  ///< missing, unsettled: one French sentence, readable
  std::vector<std::string> remarks;  ///< other different files for the same exercise, in French
};

Choice choose(const std::vector<Item>& items, const content::Exercise& exercise, const std::vector<content::Exercise>& all);

/// Names at the top (folders, archives) under which a file answers that exercise.
std::vector<std::string> answering_folders(const std::vector<Item>& items, const content::Exercise& exercise,
                                           const std::vector<content::Exercise>& all);

/// Some file of these could answer some exercise: what is told apart from a class.
bool looks_like_one_student(const std::vector<std::string>& paths, const std::vector<content::Exercise>& all);

}  // namespace partage::grade
