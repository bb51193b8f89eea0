#include "phrases/moments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "phrases/evidence.hpp"
#include "phrases/meanings.hpp"
#include "phrases/printable.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Moment;
using record::MomentKind;
using record::Recording;

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string value_text(std::uint64_t value) {
  const auto as_signed = static_cast<std::int64_t>(value);
  if (as_signed < 0 && as_signed > -4096) return std::to_string(as_signed);
  return value >= (std::uint64_t{1} << 32) ? address_text(value) : std::to_string(value);
}

std::string call_text(const record::FunctionCall& call) {
  std::string text = call.function + "(";
  for (std::size_t i = 0; i < call.arguments.size(); ++i) text += (i > 0 ? ", " : "") + value_text(call.arguments[i]);
  return text + ")";
}

// « mmap(…) » and « 0x7f… », from the evidence « mmap(…) = 0x7f… ».
std::pair<std::string, std::string> call_and_result(const record::Syscall& call) {
  const std::string text = syscall_evidence(call);
  const std::size_t sign = text.rfind(") = ");
  if (!call.result || sign == std::string::npos) return {text.substr(0, text.rfind(')') + 1), ""};
  return {text.substr(0, sign + 1), text.substr(sign + 4)};
}

std::string syscall_sentence(const Recording& recording, const Moment& moment) {
  const record::Syscall& call = *moment.syscall;
  const auto [text, result] = call_and_result(call);
  const std::string who = subject(recording, moment.pid);
  if (!call.result) return fmt::format("{} appelle {} et n'en revient pas.", who, text);
  if (!call.error.empty()) {
    const std::string reason = error_meaning(call.error);
    return fmt::format("{} appelle {}, qui échoue{}\u00a0: {}{}.", who, text, call.injected ? " (échec provoqué)" : "",
                       call.error, reason.empty() ? "" : ", " + reason);
  }
  const std::string meaning = syscall_meaning(recording, moment);
  return fmt::format("{} appelle {}, qui rend {}{}.", who, text, result, meaning.empty() ? "" : "\u00a0: " + meaning);
}

std::string fork_sentence(const Recording& recording, const Moment& moment) {
  const record::Process* child = recording.process(moment.fork->child);
  const std::string seen = child != nullptr && child->inner_pid != 0 ? std::to_string(child->inner_pid) : "";
  return fmt::format("{} fait naître {} par {}{}.", subject(recording, moment.pid),
                     with_article(role(recording, moment.fork->child)), moment.fork->call,
                     seen.empty() ? "" : fmt::format(", qui lui rend {}", seen));
}

std::string death(const record::Exit& exit) {
  const std::string signal = exit.signal_name.empty() ? fmt::format("le signal {}", exit.signal) : exit.signal_name;
  const std::string reason = signal_meaning(exit);
  return reason.empty() ? signal : fmt::format("{}\u00a0: {}", signal, reason);
}

// SIGKILL at the very end of a run that did not end by itself.
bool stopped_by_us(const Recording& recording, const Moment& moment) {
  constexpr int kill_signal = 9;
  if (moment.exit->signal != kill_signal || recording.end == record::End::finished) return false;
  const auto next = recording.moments.begin() + (&moment - recording.moments.data()) + 1;
  return std::all_of(next, recording.moments.end(), [](const Moment& later) { return later.kind == MomentKind::exit; });
}

std::string exit_sentence(const Recording& recording, const Moment& moment) {
  const std::string who = subject(recording, moment.pid);
  if (!moment.exit) return who + " se termine.";
  if (stopped_by_us(recording, moment)) return who + " est arrêté par le kit.";
  if (moment.exit->signal != 0) return fmt::format("{} est tué par {}.", who, death(*moment.exit));
  return fmt::format("{} se termine avec le code {}.", who, moment.exit->status);
}

std::string start_sentence(const Recording& recording, const Moment& moment) {
  const std::string program = moment.program.empty() ? "" : "\u00a0: " + base_name(moment.program);
  return fmt::format("{} commence{}.", subject(recording, moment.pid), program);
}

// The code ends by itself, and a full stop after it would be part of it.
std::string statement_sentence(const Recording& recording, const Moment& moment, std::string_view code) {
  const std::string line = fmt::format("{} va exécuter la {}", subject(recording, moment.pid), line_name(recording, moment.source));
  return code.empty() ? line + "." : fmt::format("{}\u00a0: {}", line, code);
}

std::string instruction_sentence(const Recording& recording, const Moment& moment) {
  const bool told = moment.instruction && !moment.instruction->text.empty();
  const std::string what = told ? fmt::format("l'instruction «\u00a0{}\u00a0»", moment.instruction->text)
                                : std::string("une instruction");
  const std::string where = moment.source.known() ? " de la " + line_name(recording, moment.source) : "";
  return fmt::format("{} va exécuter {}{}.", subject(recording, moment.pid), what, where);
}

std::string return_sentence(const Recording& recording, const Moment& moment) {
  const std::string result = moment.call->result ? ", qui rend " + value_text(*moment.call->result) : "";
  return fmt::format("{} revient de {}{}.", subject(recording, moment.pid), moment.call->function, result);
}

// Addresses written 0x… in full take a third of a line.
std::string with_short_addresses(std::string text) {
  constexpr std::size_t long_enough = 7;
  for (std::size_t at = text.find("0x"); at != std::string::npos; at = text.find("0x", at + 2)) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789abcdef", at + 2), text.size());
    if (end - at - 2 >= long_enough) text.replace(at, end - at - 5, "…");
  }
  return text;
}

// « "père, avant fork      : &x = 0x"… » -> « "père, avan"… »
std::string short_argument(std::string text) {
  constexpr std::size_t shown = 12;
  if (text.size() < 2 || text[0] != '"') return text;
  std::size_t end = 1, count = 0;
  while (end < text.size() && count < shown) {
    const std::size_t length = std::max<std::size_t>(character_length(std::string_view(text).substr(end)), 1);
    end += text[end] == '\\' ? 2 : length;
    ++count;
  }
  const bool cut = end < text.size() && text.find('"', end) > end;
  return cut ? text.substr(0, end) + "\"…" : text;
}

std::string short_call(const record::Syscall& call) {
  constexpr std::size_t shown = 2;
  std::string text = call.name + "(";
  for (std::size_t i = 0; i < std::min(shown, call.arguments.size()); ++i) {
    const record::Argument& argument = call.arguments[i];
    text += (i > 0 ? ", " : "") + (argument.text.empty() ? value_text(argument.value) : short_argument(argument.text));
  }
  text += call.arguments.size() > shown ? ", …)" : ")";
  const std::string result = call_and_result(call).second;
  return result.empty() ? text : text + " = " + result;
}

std::string short_text(const Recording& recording, const Moment& moment) {
  const MomentKind kind = moment.kind;
  if (kind == MomentKind::syscall && moment.syscall) return short_call(*moment.syscall);
  if (kind == MomentKind::fork && moment.fork) {
    const record::Process* child = recording.process(moment.fork->child);
    const record::Pid seen = child != nullptr && child->inner_pid != 0 ? child->inner_pid : moment.fork->child;
    return fmt::format("{}() = {}", moment.fork->call, seen);
  }
  if (kind == MomentKind::exec) return "exec " + base_name(moment.program);
  if (kind == MomentKind::call_entry && moment.call) return call_text(*moment.call);
  if (kind == MomentKind::call_return && moment.call)
    return moment.call->function + (moment.call->result ? " = " + value_text(*moment.call->result) : " revient");
  if (kind == MomentKind::statement) return fmt::format("ligne {}", moment.source.line);
  if (kind == MomentKind::instruction && moment.instruction && !moment.instruction->text.empty())
    return moment.instruction->text;
  if (kind == MomentKind::signal && moment.exit) return "reçoit " + signal_evidence(*moment.exit);
  if (kind == MomentKind::exit && moment.exit)
    return moment.exit->signal != 0 ? "tué par " + signal_evidence(*moment.exit)
                                    : fmt::format("fin, code {}", moment.exit->status);
  if (kind == MomentKind::exit) return "fin";
  return kind == MomentKind::start ? "commence" : std::string(name(kind));
}

}  // namespace

std::string short_address(record::Address address) {
  return address == 0 ? "NULL" : fmt::format("…{:05x}", address & 0xFFFFF);
}

std::string sentence(const Recording& recording, std::size_t index, std::string_view code) {
  if (index >= recording.moments.size()) return "";
  const Moment& moment = recording.moments[index];
  const std::string who = subject(recording, moment.pid);
  switch (moment.kind) {
    case MomentKind::start: return start_sentence(recording, moment);
    case MomentKind::syscall: return moment.syscall ? syscall_sentence(recording, moment) : "";
    case MomentKind::fork: return moment.fork ? fork_sentence(recording, moment) : "";
    case MomentKind::exec:
      return fmt::format("{} devient {}\u00a0: exec lui fait une mémoire toute neuve.", who, base_name(moment.program));
    case MomentKind::call_entry:
      return moment.call ? fmt::format("{} entre dans {}.", who, call_text(*moment.call)) : "";
    case MomentKind::call_return: return moment.call ? return_sentence(recording, moment) : "";
    case MomentKind::statement: return statement_sentence(recording, moment, code);
    case MomentKind::instruction: return instruction_sentence(recording, moment);
    case MomentKind::signal: return moment.exit ? fmt::format("{} reçoit {}.", who, death(*moment.exit)) : "";
    case MomentKind::exit: return exit_sentence(recording, moment);
  }
  return "";
}

std::string journal_line(const Recording& recording, std::size_t index) {
  if (index >= recording.moments.size()) return "";
  const Moment& moment = recording.moments[index];
  return role(recording, moment.pid) + "  " + with_short_addresses(short_text(recording, moment));
}

}  // namespace partage::phrases
