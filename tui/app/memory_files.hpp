// Files: what is in memory, in the page cache and on the disk, page by page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/lines.hpp"
#include "app/model.hpp"

namespace partage::app {

/// One process's view of a page of a file.
struct FileMemory {
  record::Pid pid = 0;
  std::string who;           ///< "père", or its letter; empty when there is only one process
  record::Address address = 0;
  PageNames::PageId page = -1;  ///< -1: not touched yet
  bool copy = false;         ///< a page of its own: a private mapping that was written
  std::string value;
  bool changed = false;
};

struct FileRow {
  RowKey key;
  std::string name;          ///< of the file, without folder
  std::uint64_t size = 0;    ///< of the file
  std::uint64_t index = 0;   ///< of the page
  bool first = false;        ///< of the rows of its file
  bool beyond = false;       ///< past the end of the file
  std::vector<FileMemory> memory;
  const record::FilePageView* page = nullptr;    ///< null: nothing is known of it
  const record::FilePageView* before = nullptr;  ///< at the moment before
  bool changed() const;
};
/// The pages that some process maps, or that are in the cache. Pointers last until the next seek.
std::vector<FileRow> file_rows(const MemoryScreen& screen);
/// Some process shown maps a file that is followed.
bool maps_a_file(const MemoryScreen& screen);

/// « à jour », « modifiée, pas encore écrite », « absente », « état inconnu (noyau antérieur à 6.5) ».
std::string cache_state(const FileRow& row);
/// « notes.txt : 12 octets ; la fin du fichier est à l'octet 12 de la page 1. »
std::string file_sentence(const MemoryScreen& screen, const std::vector<FileRow>& rows);

/// Three columns, at most `rows` lines. `scroll`: first row shown; `cursor`: the row that is marked.
Lines file_columns(const std::vector<FileRow>& files, int columns, int rows, int scroll, const FileRow* cursor);
/// Lines that all the rows take, and the last useful scroll.
int file_lines(const std::vector<FileRow>& files, int columns);
int last_file_scroll(const std::vector<FileRow>& files, int columns, int rows);

/// The same as sentences: for the text view.
Lines file_sentences(const std::vector<FileRow>& files, int columns);

}  // namespace partage::app
