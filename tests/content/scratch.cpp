#include "content/scratch.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "content/markdown.hpp"

namespace partage::content::testing {

const std::string good_lesson = R"(+++
titre = "Une leçon"
difficulte = 2
minutes = 10
buts = ["Voir", "Savoir"]
exercices = ["02_deux"]
+++
## Première page

Un *paragraphe* avec du `code`.

```listing
fichier = "demo.c"
lignes = "2-3"
```

```prediction
id = "p1"
question = "Que vaut x ?"
choix = ["1", "2"]
programme = "demo"
capture = 'x = (\d+)'
explication = "Parce que."
```

## Seconde page

```lancer
programme = "demo"
titre = "Essayons"
observer = ["Une chose"]
essayer = ["Une autre"]
```
)";

const std::string good_exercise = R"(titre = "Un exercice"
lecon = "01_un"
points = 2
difficulte = 3
indices = ["vague", "moins vague", "précis"]
diagnostic_souche = "E02-vide"

[[fonctions]]
nom = "deux"
arguments = 2
argument_observe = 1

[limites]
memoire = "64 Kio"
cpu_ms = 3000

[diagnostics.E02-vide]
phrase = "La fonction est vide."
pourquoi = "Rien n'y est encore."

[diagnostics.E02-autre]
phrase = "Autre chose."
pourquoi = "Pour voir."
lecon = "01_un"
non_teste = "demande une autre machine"
)";

namespace {

const std::string demo = R"(/* demo.c : un programme. */
#include <stdio.h>
int main(void) {
	puts("x = 1");
}
)";

}  // namespace

Scratch::Scratch() {
  std::string pattern = std::string(std::getenv("HOME")) + "/essai-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path Scratch::write(const fs::path& name, std::string_view text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::string refusal(const std::function<void()>& action) {
  try {
    action();
    return "accepté";
  } catch (const ContentError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with(error.file.string())) << error.what();
    return error.file.filename().string() + std::string(error.what()).substr(error.file.string().size());
  }
}

void write_library(const Scratch& scratch) {
  scratch.write("lessons/01_un/lesson.fr.md", good_lesson);
  scratch.write("lessons/01_un/demo.c", demo);
  scratch.write("exercises/02_deux/exercise.toml", good_exercise);
  scratch.write("exercises/02_deux/enonce.fr.md", "## À faire\n\nComplétez.\n");
  scratch.write("exercises/02_deux/deux.c", "int deux(void) { return 0; /* TODO */ }\n");
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

}  // namespace partage::content::testing
