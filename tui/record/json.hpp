// JSON of Recording and Verdict: one documented, versioned schema, round-trip exact.
//
// The names of members are those of the structures in recording.hpp and verdict.hpp; the structures' comments give units
// and meanings. Four rules say the rest:
//   - The outermost object starts with "schema_version": 2 (3 for a Verdict). Another version, an unknown member, a missing one or one of
//     another type is refused, with the path of what is wrong (« moments[3].syscall.result »).
//   - A member whose C++ type is std::optional is absent when it has no value; every other member is present.
//   - Raw bytes (ByteRun::bytes, Recording::output, Verdict::output) are lower-case hexadecimal strings, two digits a byte.
//   - Text is a JSON string. Text that is not valid UTF-8 (a file name, an argument) is {"hex": "…"} instead.
// Enumerations are their name(): "syscall", "wall_clock", "passed". Addresses and registers are plain numbers up to
// 2^64-1; readers that hold numbers as doubles lose the low bits of some of them.
//
// A recording made line by line ("order" is not empty) has besides:
//   - moments of kind "statement": "source" is the line about to run, "memory" and "files" what changed since the previous
//     moment. With "instruction" ({"address", "text"}), the same of one machine instruction, in the function that is
//     followed so; "address" counts from its start;
//   - "variables", at the top: the globals and the locals of main that have a simple type ("kind" is "signed", "unsigned",
//     "character", "boolean", "floating" or "pointer"; "function" is "" for a global; a structure's members are named
//     "temoin.x"). In "memory", "variables" says which of them moved or changed in that process: "variable" counts from 0
//     in that list, "address" 0 means that it is not there, "value" is its "size" bytes, zero-extended;
//   - "files", in a moment: the mapped files that changed. "pages" are those of its first 16 that changed: "cached" (in the
//     page cache) and "dirty" ("no", "yes": changed there and not yet on the disk, "unknown": this kernel does not say).
// "optimised", at the top: the program's own files were compiled with optimisation (-O1 and above). The compiler has then
// moved and merged lines: some have no moment, and variables that live in registers are not there.
// "waits", at the top, is filled when a run was stopped because nobody could go on ("end": "deadlock") or for its length
// ("wall_clock"): for each process that waited, "what" it waited for ("child", "pipe_read", "pipe_write", "lock",
// "file_lock", "semaphore", "socket", "terminal", "time", "signal", "other"), in which "call", on which "object", and which
// processes of the run could have ended that wait ("on"; empty when that cannot be told).
//
//   {"schema_version": 2, "program": "/…/demo", "arguments": [], "page_size": 4096,
//    "processes": [{"pid": 4211, "inner_pid": 2, "parent": 0, "exit": {"status": 0, …}, "reaped": false}],
//    "moments": [
//      {"kind": "syscall", "pid": 4211, "time_ns": 812345, "source": {"file": "demo.c", "line": 14, "function": "main"},
//       "syscall": {"name": "mmap", "arguments": [{"name": "addr", "value": 0, "text": "NULL"}], "result":
//       140000000000000, "error": "", "injected": false, "own": true, "inode": 0}, "program": "", "files": [], "memory": [{"pid": 4211,
//       "mappings": […], "pages": [{"address": …, "flags": {…}, "runs": [{"offset": 0, "bytes": "2a000000"}]}],
//       "variables": [], "minor_faults": 90}]},
//      {"kind": "statement", "pid": 4211, "time_ns": 912345, "source": {"file": "demo.c", "line": 16, "function": "main"},
//       "program": "", "files": [{"device": "08:01", "inode": 1234, "path": "/…/foo.txt", "size": 100, "pages": [{"index": 0,
//       "cached": true, "dirty": "yes", "runs": [{"offset": 0, "bytes": "78"}]}]}], "memory": [{"pid": 4211, "pages": [],
//       "variables": [{"variable": 0, "address": 140720000000000, "value": 42}], "minor_faults": 91}]},
//      {"kind": "instruction", "pid": 4212, "time_ns": 922345, "source": {"file": "demo.c", "line": 9, "function":
//       "incrementer"}, "instruction": {"address": 12, "text": "add dword ptr [rax], 1"}, "program": "", "files": [],
//       "memory": []}],
//    "variables": [{"name": "x", "function": "main", "type": "int", "kind": "signed", "size": 4, "line": 12}],
//    "order": "pere", "optimised": false, "output": "…", "end": "deadlock", "fault": "", "waits": [{"pid": 4211, "what":
//    "child", "call": "wait4", "object": "", "on": [4212], "source": {"file": "demo.c", "line": 31, "function": "main"}}],
//    "isolation": "espaces de noms", "frames_visible": false}
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
