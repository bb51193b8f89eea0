// JSON of Recording and Verdict: one documented, versioned schema, round-trip exact.
//
// The names of members are those of the structures in recording.hpp and verdict.hpp; the structures' comments give units
// and meanings. Four rules say the rest:
//   - The outermost object starts with "schema_version": 2. Another version, an unknown member, a missing one or one of
//     another type is refused, with the path of what is wrong (« moments[3].syscall.result »).
//   - A member whose C++ type is std::optional is absent when it has no value; every other member is present.
//   - Raw bytes (ByteRun::bytes, Recording::output, Verdict::output) are lower-case hexadecimal strings, two digits a byte.
//   - Text is a JSON string. Text that is not valid UTF-8 (a file name, an argument) is {"hex": "…"} instead.
// Enumerations are their name(): "syscall", "wall_clock", "passed". Addresses and registers are plain numbers up to
// 2^64-1; readers that hold numbers as doubles lose the low bits of some of them.
//
//   {"schema_version": 2, "program": "/…/demo", "arguments": [], "page_size": 4096,
//    "processes": [{"pid": 4211, "inner_pid": 2, "parent": 0, "exit": {"status": 0, …}, "reaped": false}],
//    "moments": [{"kind": "syscall", "pid": 4211, "time_ns": 812345, "source": {"file": "demo.c", "line": 14, "function":
//      "main"}, "syscall": {"name": "mmap", "arguments": [{"name": "addr", "value": 0, "text": "NULL"}], "result":
//      140000000000000, "error": "", "injected": false, "own": true}, "program": "", "files": [], "memory": [{"pid": 4211,
//      "mappings": […], "pages": [{"address": …, "flags": {…}, "runs": [{"offset": 0, "bytes": "2a000000"}]}],
//      "variables": [{"variable": 0, "address": …, "value": 42}], "minor_faults": 90}]}],
//    "variables": [{"name": "x", "function": "main", "type": "int", "kind": "signed", "size": 4, "line": 12}],
//    "order": "pere", "output": "…", "end": "finished", "fault": "", "waits": [], "isolation": "espaces de noms",
//    "frames_visible": false}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "record/recording.hpp"
#include "record/verdict.hpp"

namespace partage::record {

void to_json(nlohmann::json& json, const Recording& recording);
void to_json(nlohmann::json& json, const Verdict& verdict);
void to_json(nlohmann::json& json, const Moment& moment);
void to_json(nlohmann::json& json, const Process& process);
/// Throw std::runtime_error, with what is wrong and where, on any other shape or schema version.
void from_json(const nlohmann::json& json, Recording& recording);
void from_json(const nlohmann::json& json, Verdict& verdict);

/// The same as text, indented, ended by a newline.
std::string to_json_text(const Recording& recording);
std::string to_json_text(const Verdict& verdict);
/// Throw std::runtime_error as from_json does, also for what is not JSON at all.
Recording recording_from_json_text(std::string_view text);
Verdict verdict_from_json_text(std::string_view text);

/// Compact binary form of the same schema, for pipes between processes of the same build (not for files).
std::string to_frame(const Recording& recording);
std::string to_frame(const Verdict& verdict);
/// Throw std::runtime_error on anything that to_frame did not write (cut short, of another version).
Recording from_frame(std::string_view frame);
Verdict verdict_from_frame(std::string_view frame);

}  // namespace partage::record
