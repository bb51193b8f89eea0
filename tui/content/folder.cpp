#include "content/folder.hpp"

#include <algorithm>

#include "content/markdown.hpp"

namespace partage::content {

namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_content_folder_name(const std::string& name) {
  return name.size() > 3 && digit(name[0]) && digit(name[1]) && name[2] == '_' &&
         std::all_of(name.begin() + 3, name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || digit(c) || c == '_'; });
}

std::string folder_id(const std::filesystem::path& folder) {
  const std::filesystem::path normal = (folder / "").lexically_normal().parent_path();
  const std::string name = normal.filename().string();
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) throw ContentError(folder, 0, "ce dossier n'existe pas");
  if (!is_content_folder_name(name))
    throw ContentError(folder, 0, "ce dossier doit s'appeler NN_nom : deux chiffres, « _ », puis a-z, 0-9 et « _ »");
  return name;
}

}  // namespace partage::content
