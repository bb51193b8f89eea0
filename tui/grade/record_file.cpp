#include "grade/record_file.hpp"

#include <fmt/format.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "content/library.hpp"
#include "grade/hash.hpp"
#include "record/hex.hpp"
#include "record/json.hpp"

namespace partage::grade {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostRecord = 16u << 20;
constexpr std::size_t kMostProgram = std::size_t{1} << 30;

// The linker's mark of this very program (NT_GNU_BUILD_ID): it changes with the code, checks included.
int find_build_id(dl_phdr_info* info, std::size_t, void* found) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type != PT_NOTE) continue;
    std::size_t at = 0;
    const char* start = reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr);
    while (at + sizeof(ElfW(Nhdr)) <= part.p_memsz) {
      ElfW(Nhdr) note;
      std::memcpy(&note, start + at, sizeof note);
      const std::size_t name = at + sizeof note, bytes = name + (note.n_namesz + 3) / 4 * 4;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(start + name, "GNU", 4) == 0)
        static_cast<std::string*>(found)->assign(start + bytes, note.n_descsz);
      at = bytes + (note.n_descsz + 3) / 4 * 4;
    }
  }
  return 1;  // the program itself comes first, and is enough
}

std::string program_mark() {
  static const std::string mark = [] {
    std::string id;
    dl_iterate_phdr(find_build_id, &id);
    if (!id.empty()) return id;
    std::error_code error;
    const auto bytes = read_file(fs::read_symlink("/proc/self/exe", error), kMostProgram);
    return digest(bytes.value_or(""));
  }();
  return mark;
}

std::string body_of(const Record& record) {
  Json json = {{"student", record.student}, {"exercise", record.exercise}, {"work", record.work},       {"kit", record.kit},
               {"state", name(record.state)}, {"reason", record.reason},   {"judged_at", record.judged_at}};
  if (record.verdict) json["verdict"] = *record.verdict;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Record record_of(const Json& json) {
  Record record;
  record.student = json.at("student");
  record.exercise = json.at("exercise");
  record.work = json.at("work");
  record.kit = json.at("kit");
  for (const State state : {State::passed, State::failed, State::missing, State::not_judged})
    if (name(state) == json.at("state").get<std::string>()) record.state = state;
  record.reason = json.at("reason");
  record.judged_at = json.at("judged_at");
  if (json.contains("verdict")) record.verdict = json.at("verdict").get<record::Verdict>();
  return record;
}

}  // namespace

std::string kit_digest(const content::Exercise& exercise) {
  const auto scenario = read_file(content::find_paths().programs / "exercises" / exercise.id / "scenario.o", kMostRecord);
  const auto description = read_file(exercise.folder / "exercise.toml", kMostRecord);
  if (!scenario || !description) return "";
  std::string all = digest(program_mark()) + digest(*scenario) + digest(*description);
  std::vector<fs::path> headers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(exercise.folder, error))
    if (entry.path().extension() == ".h") headers.push_back(entry.path());
  std::sort(headers.begin(), headers.end());
  for (const fs::path& header : headers) all += digest(read_file(header, kMostRecord).value_or(""));
  return digest(all);
}

int write_record(const NotesFolder& notes, const Record& record) {
  const std::string body = body_of(record);
  return write_file(notes.record(record.student, record.exercise), seal(body, notes.key()) + "\n" + body + "\n", Keep::file);
}

ReadRecord read_record(const NotesFolder& notes, const std::string& student, const std::string& exercise) {
  const fs::path path = notes.record(student, exercise);
  const auto text = read_file(path, kMostRecord);
  if (!text) return {std::nullopt, errno == ENOENT ? "" : "La fiche ne peut pas être lue (" + error_words(errno) + ")."};
  const std::size_t end = text->find('\n');
  if (end == std::string::npos || !text->ends_with('\n') || end + 1 >= text->size()) return {std::nullopt, "La fiche est abîmée."};
  const std::string body = text->substr(end + 1, text->size() - end - 2);
  if (!same(seal(body, notes.key()), text->substr(0, end)))
    return {std::nullopt, "La fiche n'a pas été écrite par ce kit\u00a0: elle est refusée."};
  try {
    Record record = record_of(Json::parse(body));
    if (record.student != student || record.exercise != exercise)
      return {std::nullopt, "La fiche est celle d'un autre étudiant ou d'un autre exercice\u00a0: elle est refusée."};
    return {std::move(record), ""};
  } catch (const std::exception&) {
    return {std::nullopt, "La fiche est d'une autre version du kit."};
  }
}

bool still_good(const Record& record, const Work& work, const std::string& kit, bool accept_weak_isolation) {
  if (record.state == State::not_judged || work.digest.empty() || kit.empty()) return false;
  const bool weak = record.verdict && record.verdict->isolation == "légère";
  return record.work == work.digest && record.kit == kit && (accept_weak_isolation || !weak);
}

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[40];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S%z", &local);
  std::string result(text, length);
  return result.size() > 5 ? result.insert(result.size() - 2, ":") : result;
}

}  // namespace partage::grade
