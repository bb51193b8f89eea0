// The attempts at one exercise: each verdict with the text that was judged, in
// $XDG_STATE_HOME/partage/essais/NN_nom/000012.essai. A file is
//
//   partage-essai 1 LENGTH CHECKSUM    of all that follows this line (bytes; FNV-1a, 64 bits, hexadecimal)
//   {"time": …, "passed": …, "compiled": …, "code": "…", "title": "…", "facts": ["…"]}
//   then the text, byte for byte
//
// It appears whole under its number, or not at all; two kits at once take two numbers. What is damaged is set aside
// (000012.essai.abime), said once, and the rest is still there. Bounded: beyond kMostAttempts, or kMostBytes of text, the
// oldest ones go, but never the last one, nor the last one that passed. The same text with the same verdict as the one just
// before is not kept twice.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace partage::content {

constexpr std::size_t kMostAttempts = 200;
constexpr std::size_t kMostBytes = std::size_t{4} << 20;

struct Attempt {
  int number = 0;         ///< from 1; its file's
  std::int64_t time = 0;  ///< seconds since 1970
  bool passed = false;
  bool compiled = false;  ///< it ran
  std::string code, title;         ///< of its diagnosis; empty when it passed
  std::vector<std::string> facts;  ///< as in record::Verdict
  std::string text;                ///< as judged
  friend bool operator==(const Attempt&, const Attempt&) = default;
};

struct Attempts {
  std::vector<Attempt> all;  ///< oldest first
  std::string warning;       ///< French: what could not be read, or kept; empty when all is well
  bool kept = true;          ///< keep_attempt: false when the last one could not be
};

/// Never throws. No folder: no attempt.
Attempts read_attempts(const std::string& exercise, const std::filesystem::path& state_folder);

/// Keeps one (its number is given here) and gives all of them; in `all` even when it could not be kept, which `warning`
/// then says.
Attempts keep_attempt(const std::string& exercise, const std::filesystem::path& state_folder, Attempt attempt);

/// Distinct texts that compile and are not the stub, comments and blanks apart.
int honest_attempts(const std::vector<Attempt>& attempts, const std::string& stub);

/// Names of the diagnoses that the last attempt repairs. From facts only: the very requirement that did not hold in an
/// earlier attempt was asked again and held, after the same ones before it; or all held. What the untouched stub got is no
/// mistake of the student's.
std::vector<std::string> repaired(const std::vector<Attempt>& attempts, const std::string& stub);

/// "MAP_PRIVATE là où il faut MAP_SHARED": a diagnosis' sentence up to its colon, without the final dot.
std::string diagnosis_name(const std::string& title);

/// "24/11/2026 16:42:05", local time.
std::string date_text(std::int64_t time);

}  // namespace partage::content
