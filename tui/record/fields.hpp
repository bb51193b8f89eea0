// The members of every recorded structure, listed once: what is written is what is read back.
// Private to record/: json.cpp walks these lists in both directions.
#pragma once

#include <concepts>
#include <type_traits>

#include "record/recording.hpp"
#include "record/verdict.hpp"

namespace partage::record {

/// Marks a std::string that holds raw bytes rather than text.
template <class String>
struct Bytes {
  String& bytes;
};
template <class String>
Bytes(String&) -> Bytes<String>;

template <class T, class U>
concept Of = std::same_as<std::remove_const_t<T>, U>;

// Each takes visit(name, member) and calls it for every member, in the order of the JSON.

template <class Visit>
void fields(Of<SourceLine> auto& source, Visit&& visit) {
  visit("file", source.file);
  visit("line", source.line);
  visit("function", source.function);
}

template <class Visit>
void fields(Of<Mapping> auto& mapping, Visit&& visit) {
  visit("start", mapping.start);
  visit("end", mapping.end);
  visit("permissions", mapping.permissions);
  visit("offset", mapping.offset);
  visit("device", mapping.device);
  visit("inode", mapping.inode);
  visit("path", mapping.path);
  visit("own", mapping.own);
}

template <class Visit>
void fields(Of<ByteRun> auto& run, Visit&& visit) {
  visit("offset", run.offset);
  visit("bytes", Bytes{run.bytes});
}

template <class Visit>
void fields(Of<PageFlags> auto& flags, Visit&& visit) {
  visit("present", flags.present);
  visit("swapped", flags.swapped);
  visit("file_or_shared", flags.file_or_shared);
  visit("exclusive", flags.exclusive);
  visit("frame", flags.frame);
}

template <class Visit>
void fields(Of<PageChange> auto& page, Visit&& visit) {
  visit("address", page.address);
  visit("flags", page.flags);
  visit("runs", page.runs);
}

template <class Visit>
void fields(Of<Variable> auto& variable, Visit&& visit) {
  visit("name", variable.name);
  visit("function", variable.function);
  visit("type", variable.type);
  visit("kind", variable.kind);
  visit("size", variable.size);
  visit("line", variable.line);
}

template <class Visit>
void fields(Of<VariableChange> auto& change, Visit&& visit) {
  visit("variable", change.variable);
  visit("address", change.address);
  visit("value", change.value);
}

template <class Visit>
void fields(Of<FilePage> auto& page, Visit&& visit) {
  visit("index", page.index);
  visit("cached", page.cached);
  visit("dirty", page.dirty);
  visit("runs", page.runs);
}

template <class Visit>
void fields(Of<FileChange> auto& change, Visit&& visit) {
  visit("device", change.device);
  visit("inode", change.inode);
  visit("path", change.path);
  visit("size", change.size);
  visit("pages", change.pages);
}

template <class Visit>
void fields(Of<Instruction> auto& instruction, Visit&& visit) {
  visit("address", instruction.address);
  visit("text", instruction.text);
}

template <class Visit>
void fields(Of<Wait> auto& wait, Visit&& visit) {
  visit("pid", wait.pid);
  visit("what", wait.what);
  visit("call", wait.call);
  visit("object", wait.object);
  visit("on", wait.on);
  visit("source", wait.source);
}

template <class Visit>
void fields(Of<MemoryChange> auto& change, Visit&& visit) {
  visit("pid", change.pid);
  visit("mappings", change.mappings);
  visit("pages", change.pages);
  visit("variables", change.variables);
  visit("minor_faults", change.minor_faults);
}

template <class Visit>
void fields(Of<Argument> auto& argument, Visit&& visit) {
  visit("name", argument.name);
  visit("value", argument.value);
  visit("text", argument.text);
}

template <class Visit>
void fields(Of<Syscall> auto& call, Visit&& visit) {
  visit("name", call.name);
  visit("arguments", call.arguments);
  visit("result", call.result);
  visit("error", call.error);
  visit("injected", call.injected);
  visit("own", call.own);
  visit("inode", call.inode);
}

template <class Visit>
void fields(Of<FunctionCall> auto& call, Visit&& visit) {
  visit("function", call.function);
  visit("number", call.number);
  visit("arguments", call.arguments);
  visit("result", call.result);
}

template <class Visit>
void fields(Of<Fork> auto& fork, Visit&& visit) {
  visit("child", fork.child);
  visit("call", fork.call);
}

template <class Visit>
void fields(Of<Exit> auto& exit, Visit&& visit) {
  visit("status", exit.status);
  visit("signal", exit.signal);
  visit("si_code", exit.si_code);
  visit("fault_address", exit.fault_address);
  visit("signal_name", exit.signal_name);
  visit("code_name", exit.code_name);
}

template <class Visit>
void fields(Of<Moment> auto& moment, Visit&& visit) {
  visit("kind", moment.kind);
  visit("pid", moment.pid);
  visit("time_ns", moment.time_ns);
  visit("source", moment.source);
  visit("syscall", moment.syscall);
  visit("fork", moment.fork);
  visit("call", moment.call);
  visit("exit", moment.exit);
  visit("instruction", moment.instruction);
  visit("program", moment.program);
  visit("files", moment.files);
  visit("memory", moment.memory);
}

template <class Visit>
void fields(Of<Process> auto& process, Visit&& visit) {
  visit("pid", process.pid);
  visit("inner_pid", process.inner_pid);
  visit("parent", process.parent);
  visit("exit", process.exit);
  visit("reaped", process.reaped);
}

template <class Visit>
void fields(Of<Recording> auto& recording, Visit&& visit) {
  visit("program", recording.program);
  visit("arguments", recording.arguments);
  visit("page_size", recording.page_size);
  visit("processes", recording.processes);
  visit("moments", recording.moments);
  visit("variables", recording.variables);
  visit("order", recording.order);
  visit("optimised", recording.optimised);
  visit("output", Bytes{recording.output});
  visit("end", recording.end);
  visit("fault", recording.fault);
  visit("waits", recording.waits);
  visit("isolation", recording.isolation);
  visit("frames_visible", recording.frames_visible);
}

template <class Visit>
void fields(Of<Evidence> auto& evidence, Visit&& visit) {
  visit("who", evidence.who);
  visit("text", evidence.text);
  visit("source", evidence.source);
}

template <class Visit>
void fields(Of<Diagnosis> auto& diagnosis, Visit&& visit) {
  visit("code", diagnosis.code);
  visit("title", diagnosis.title);
  visit("why", diagnosis.why);
  visit("source", diagnosis.source);
  visit("evidence", diagnosis.evidence);
  visit("lesson", diagnosis.lesson);
}

template <class Visit>
void fields(Of<CompilerMessage> auto& message, Visit&& visit) {
  visit("file", message.file);
  visit("line", message.line);
  visit("column", message.column);
  visit("severity", message.severity);
  visit("text", message.text);
  visit("excerpt", message.excerpt);
  visit("hint", message.hint);
}

template <class Visit>
void fields(Of<Verdict> auto& verdict, Visit&& visit) {
  visit("exercise", verdict.exercise);
  visit("outcome", verdict.outcome);
  visit("diagnosis", verdict.diagnosis);
  visit("advice", verdict.advice);
  visit("facts", verdict.facts);
  visit("compiler", verdict.compiler);
  visit("output", Bytes{verdict.output});
  visit("isolation", verdict.isolation);
  visit("elapsed_ns", verdict.elapsed_ns);
  visit("recording", verdict.recording);
}

}  // namespace partage::record
